/** Where ledger and catalogues differ, as lists of repairs that data management decides. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.repairs;
