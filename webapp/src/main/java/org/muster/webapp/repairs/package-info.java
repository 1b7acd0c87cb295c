/** Where ledger and catalogues differ, as lists of repairs that data management decides. */
@NullMarked
package org.muster.webapp.repairs;

import org.jspecify.annotations.NullMarked;
