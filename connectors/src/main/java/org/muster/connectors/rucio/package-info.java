/** Rucio: replicas, datasets, rules and storage elements, every operation safe to repeat. */
@NullMarked
package org.muster.connectors.rucio;

import org.jspecify.annotations.NullMarked;
