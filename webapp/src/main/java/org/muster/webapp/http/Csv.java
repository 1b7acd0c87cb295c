package org.muster.webapp.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.muster.domain.text.Units;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.WorkflowNumbers;
import org.springframework.core.ResolvableType;

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

    /**
     * A heading, and each row as it is read.
     *
     * @param declared what its endpoint says it answers, which knows the columns of a table without rows
     */
    static void write(Object table, Type declared, OutputStream file) throws IOException {
        CsvText text = new CsvText(file);
        List<String> columns = columns(declared);
        text.row(columns);
        for (Iterator<?> rows = rows(table); rows.hasNext(); ) {
            JsonNode tree = Json.mapper().valueToTree(rows.next());
            text.row(columns.stream().map(column -> cell(tree.path(column))).toList());
        }
        text.end();
    }

    private static List<String> columns(Type declared) throws IOException {
        List<String> columns = new ArrayList<>();
        Json.mapper()
                .getSerializerProviderInstance()
                .findValueSerializer(row(ResolvableType.forType(declared)))
                .properties()
                .forEachRemaining(property -> columns.add(property.getName()));
        return columns;
    }

    private static Class<?> row(ResolvableType table) {
        if (table.toClass() == CampaignNumbers.class) {
            return WeeklyRow.class;
        }
        return table.toClass() == PlanView.class
                ? PlannedWorkflow.class
                : table.getGeneric().toClass();
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
    private record WeeklyRow(
            @JsonProperty("workflow id") int workflow,
            @JsonProperty("# jobs") long jobs,
            @JsonProperty("status") String status,
            @JsonProperty("# jobs error code=0") long exitZero,
            @JsonProperty("success rate") String successRate,
            @JsonProperty("# of events") long events,
            @JsonProperty("comments") String comments) {
        static WeeklyRow of(WorkflowNumbers row) {
            return new WeeklyRow(
                    row.workflow().number(),
                    row.jobs(),
                    row.status().toString(),
                    row.exitZero(),
                    percent(row),
                    row.events(),
                    row.comments());
        }

        /** As spreadsheets know it, without the gap. */
        private static String percent(WorkflowNumbers row) {
            return Units.plain(Units.percent(row.successRate())).replace(" ", "");
        }
    }
}
