/** The quantities of the weekly table and of every report, computed from the ledger. */
@org.jspecify.annotations.NullMarked
package org.muster.webapp.numbers;
