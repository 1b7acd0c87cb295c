package org.muster.webapp.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.text.Units;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.WorkflowNumbers;

/** Tables of the API as CSV; columns are the fields of the rows, in their order. */
final class Csv {
    private Csv() {}

    static boolean isTable(Class<?> type) {
        return LongTable.class.isAssignableFrom(type)
                || Page.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type)
                || type == CampaignNumbers.class
                || type == PlanView.class;
    }

    /** Each row as it is read; the first one says what the columns are. */
    static void write(Object table, OutputStream file) throws IOException {
        CsvText text = new CsvText(file);
        List<String> columns = new ArrayList<>();
        for (Iterator<?> rows = rows(table); rows.hasNext(); ) {
            JsonNode tree = Json.mapper().valueToTree(rows.next());
            if (columns.isEmpty()) {
                tree.fieldNames().forEachRemaining(columns::add);
                text.row(columns);
            }
            text.row(columns.stream().map(column -> cell(tree.path(column))).toList());
        }
        text.end();
    }

    private static Iterator<?> rows(Object table) {
        if (table instanceof LongTable<?> listing) {
            return listing.rows().iterator();
        }
        if (table instanceof Page<?> page) {
            return page.rows().iterator();
        }
        if (table instanceof CampaignNumbers numbers) {
            return numbers.workflows().stream().map(WeeklyRow::of).iterator();
        }
        if (table instanceof PlanView plan) {
            return plan.workflows().iterator();
        }
        return ((Collection<?>) table).iterator();
    }

    private static String cell(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isNumber() || value.isBoolean()) {
            return value.asText();
        }
        return CsvText.harmless(value.isTextual() ? value.asText() : value.toString());
    }

    /** The weekly table's own columns, in the procedure's order. */
    private static final class WeeklyRow {
        static Map<String, Object> of(WorkflowNumbers row) {
            Map<String, Object> columns = new LinkedHashMap<>();
            columns.put("workflow id", row.workflow().number());
            columns.put("# jobs", row.jobs());
            columns.put("status", row.status().toString());
            columns.put("# jobs error code=0", row.exitZero());
            columns.put("success rate", percent(row));
            columns.put("# of events", row.events());
            columns.put("comments", row.comments());
            return columns;
        }

        /** As spreadsheets know it, without the gap. */
        private static String percent(WorkflowNumbers row) {
            return Units.plain(Units.percent(row.successRate())).replace(" ", "");
        }
    }
}
