/** Rucio data identifiers: datasets, containers, what is in them and what is known about them. */
@NullMarked
package org.muster.sandbox.rucio.dids;

import org.jspecify.annotations.NullMarked;
