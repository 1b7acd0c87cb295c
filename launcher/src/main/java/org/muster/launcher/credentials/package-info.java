/** The users, service clients and passwords of an embedded platform, made on its first start. */
@NullMarked
package org.muster.launcher.credentials;

import org.jspecify.annotations.NullMarked;
