/** Who is calling and what they may do: sign-in, tokens, roles. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.identity;
