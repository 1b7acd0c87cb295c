/** How a person comes in with a browser, and goes. */
@NullMarked
package org.muster.webapp.signin;

import org.jspecify.annotations.NullMarked;
