/** Rucio replication rules: promises about replicas and the steps that keep them. */
@NullMarked
package org.muster.sandbox.rucio.rules;

import org.jspecify.annotations.NullMarked;
