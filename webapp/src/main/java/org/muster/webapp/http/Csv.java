package org.muster.webapp.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.PlanView;

/** Tables as RFC 4180 text; columns are the fields of the rows, in their order. */
final class Csv {
    private static final String LINE_END = "\r\n";

    private Csv() {}

    static boolean isTable(Class<?> type) {
        return Page.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type)
                || type == CampaignNumbers.class
                || type == PlanView.class;
    }

    static String of(Object table) {
        StringBuilder text = new StringBuilder();
        List<String> columns = new ArrayList<>();
        for (Object row : rows(table)) {
            JsonNode tree = Json.mapper().valueToTree(row);
            if (columns.isEmpty()) {
                tree.fieldNames().forEachRemaining(columns::add);
                text.append(String.join(",", columns)).append(LINE_END);
            }
            List<String> cells = new ArrayList<>();
            for (String column : columns) {
                cells.add(cell(tree.path(column)));
            }
            text.append(String.join(",", cells)).append(LINE_END);
        }
        return text.toString();
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
        return text(value.isTextual() ? value.asText() : value.toString());
    }

    private static String text(String text) {
        // A spreadsheet takes these for formulas, and somebody else may have chosen the text.
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    /** The weekly table's own columns, in the procedure's order. */
    private static final class WeeklyRow {
        static Map<String, Object> of(org.muster.protocol.platform.WorkflowNumbers row) {
            Map<String, Object> columns = new java.util.LinkedHashMap<>();
            columns.put("workflow id", row.workflow().number());
            columns.put("# jobs", row.jobs());
            columns.put("status", row.status().toString());
            columns.put("# jobs error code=0", row.exitZero());
            columns.put(
                    "success rate", row.successRate().<Object>map(Csv::percent).orElse(""));
            columns.put("# of events", row.events());
            columns.put("comments", row.comments());
            return columns;
        }
    }

    private static String percent(double fraction) {
        double percent = fraction * 100;
        boolean nearlyAll = percent >= 99 && percent < 100;
        return String.format(java.util.Locale.ROOT, nearlyAll ? "%.1f%%" : "%.0f%%", percent);
    }
}
