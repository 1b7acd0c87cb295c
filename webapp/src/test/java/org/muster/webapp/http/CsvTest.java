package org.muster.webapp.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.springframework.core.ResolvableType;

class CsvTest {
    /** A row whose names are those of its JSON. */
    record Row(int fileId, Optional<String> siteName, List<String> tags) {}

    private static String csv(List<Row> rows) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Type declared =
                ResolvableType.forClassWithGenerics(Page.class, Row.class).getType();
        Csv.write(new Page<>(rows, Optional.empty()), declared, file);
        return file.toString(StandardCharsets.UTF_8);
    }

    @Test
    void columnsAreTheFieldsOfTheRowsInTheirOrder() throws IOException {
        Row row = new Row(7, Optional.empty(), List.of("a", "b"));
        assertThat(csv(List.of(row))).isEqualTo("file_id,site_name,tags\r\n7,,\"[\"\"a\"\",\"\"b\"\"]\"\r\n");
        JsonNode json = Json.mapper().valueToTree(row);
        assertThat(json.fieldNames()).toIterable().containsExactly("file_id", "site_name", "tags");
    }

    @Test
    void aTableWithoutRowsHasItsHeading() throws IOException {
        assertThat(csv(List.of())).isEqualTo("file_id,site_name,tags\r\n");
    }
}
