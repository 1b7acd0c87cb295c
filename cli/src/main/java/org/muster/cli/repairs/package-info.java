/** Where ledger and catalogues differ, and what was decided about it. */
@NullMarked
package org.muster.cli.repairs;

import org.jspecify.annotations.NullMarked;
