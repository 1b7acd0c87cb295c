/** JSON and HTTP as every Muster surface speaks them. */
@NullMarked
package org.muster.protocol.http;

import org.jspecify.annotations.NullMarked;
