/** Tests of sign-in and tokens. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.identity;
