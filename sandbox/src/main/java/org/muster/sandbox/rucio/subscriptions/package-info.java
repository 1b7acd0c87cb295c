/** Standing orders: whatever new dataset passes a filter gets its rules. */
@NullMarked
package org.muster.sandbox.rucio.subscriptions;

import org.jspecify.annotations.NullMarked;
