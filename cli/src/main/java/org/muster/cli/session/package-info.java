/** Who is signed in, at which platform, and how they got there (device grant, token file). */
@NullMarked
package org.muster.cli.session;

import org.jspecify.annotations.NullMarked;
