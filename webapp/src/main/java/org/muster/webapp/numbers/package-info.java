/** The quantities of the weekly table and of every report, computed from the ledger. */
@NullMarked
package org.muster.webapp.numbers;

import org.jspecify.annotations.NullMarked;
