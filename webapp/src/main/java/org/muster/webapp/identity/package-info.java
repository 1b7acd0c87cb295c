/** Who is calling and what they may do: sign-in, tokens, roles. */
@NullMarked
package org.muster.webapp.identity;

import org.jspecify.annotations.NullMarked;
