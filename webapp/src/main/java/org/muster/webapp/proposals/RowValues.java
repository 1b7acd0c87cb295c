package org.muster.webapp.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.muster.protocol.http.Json;

/** Columns of the tables as values. */
final class RowValues {
    private RowValues() {}

    static JsonNode json(ResultSet row, String column) throws SQLException {
        try {
            return Json.mapper().readTree(row.getString(column));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON in " + column, e);
        }
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
