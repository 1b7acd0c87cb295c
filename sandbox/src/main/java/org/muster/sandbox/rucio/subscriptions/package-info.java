/** Standing orders: whatever new dataset passes a filter gets its rules. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio.subscriptions;
