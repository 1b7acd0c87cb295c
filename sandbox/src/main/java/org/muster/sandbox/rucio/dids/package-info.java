/** Rucio data identifiers: datasets, containers, what is in them and what is known about them. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio.dids;
