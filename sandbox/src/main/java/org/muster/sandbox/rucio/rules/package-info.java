/** Rucio replication rules: promises about replicas and the steps that keep them. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio.rules;
