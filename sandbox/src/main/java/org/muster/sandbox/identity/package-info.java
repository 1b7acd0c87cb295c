/** Who a caller is: tokens of the identity provider and configured passwords. */
@NullMarked
package org.muster.sandbox.identity;

import org.jspecify.annotations.NullMarked;
