/** Rucio storage elements: what they are, how expressions select them and where a file lies on one. */
@org.jspecify.annotations.NullMarked
package org.muster.sandbox.rucio.rses;
