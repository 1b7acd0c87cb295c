/** Tables, numbers with units and UTC times, as a terminal shows them. */
@NullMarked
package org.muster.cli.text;

import org.jspecify.annotations.NullMarked;
