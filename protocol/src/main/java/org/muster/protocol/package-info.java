/** Wire records of every HTTP surface, and the clients that speak them. */
@NullMarked
package org.muster.protocol;

import org.jspecify.annotations.NullMarked;
