package org.muster.webapp.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
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
        return Page.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type)
                || type == CampaignNumbers.class
                || type == PlanView.class;
    }

    static String of(Object table) {
        List<List<String>> lines = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (Object row : rows(table)) {
            JsonNode tree = Json.mapper().valueToTree(row);
            if (columns.isEmpty()) {
                tree.fieldNames().forEachRemaining(columns::add);
                lines.add(columns);
            }
            lines.add(columns.stream().map(column -> cell(tree.path(column))).toList());
        }
        return CsvText.of(lines);
    }

    private static Collection<?> rows(Object table) {
        if (table instanceof Page<?> page) {
            return page.rows();
        }
        if (table instanceof CampaignNumbers numbers) {
            return numbers.workflows().stream().map(WeeklyRow::of).toList();
        }
        if (table instanceof PlanView plan) {
            return plan.workflows();
        }
        return (Collection<?>) table;
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
