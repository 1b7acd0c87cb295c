/** Rucio storage elements: what they are, how expressions select them and where a file lies on one. */
@NullMarked
package org.muster.sandbox.rucio.rses;

import org.jspecify.annotations.NullMarked;
