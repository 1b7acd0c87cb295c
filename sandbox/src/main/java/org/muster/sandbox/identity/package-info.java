/** Who a caller is: tokens of the identity provider and configured passwords. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.identity;
