package org.muster.allocator.journal;

import java.util.List;
import org.muster.allocator.ledger.rows.RowKind;

/** A statement over rows of a kind, with a parameter for each of these columns. */
record Write<R>(RowKind<R> kind, String sql, List<Column<R>> columns) {}
