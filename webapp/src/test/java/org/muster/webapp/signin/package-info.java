/** Coming in with a browser, and going. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.signin;
