package org.muster.webapp.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.muster.testkit.fuzz.Oddities;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls every address that the API says it has, with what it does not expect, as people, a program and nobody. */
@RunningWebapp
class ApiFuzzTest {
    private static final List<String> CALLERS = List.of("", "rita", "sam", "paula", "dan", "muster-agents");
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch", "head", "options");
    private static final Pattern OUR_WORDS = Pattern.compile(
            "Exception|\\bjava\\.|org\\.(muster|springframework|camunda|postgresql)\\.|\\tat |ENGINE-\\d");
    private static final int MAX_DEPTH = 6;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private record Operation(String method, String path, JsonNode description) {}

    private final Oddities oddities = new Oddities(Oddities.SEED);
    private final Door door;
    private final JdbcClient jdbc;

    @Autowired
    ApiFuzzTest(Door door, JdbcClient jdbc) {
        this.door = door;
        this.jdbc = jdbc;
    }

    @Test
    void nothingOddIsAFaultOfOursAndNothingRefusedChangesARow() {
        JsonNode api = door.get("/api/openapi.json", "sam").json();
        List<Operation> operations = operations(api);
        assertThat(operations).hasSizeGreaterThan(30);
        String counting = counting();
        Map<Integer, Integer> answers = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        for (int input = 0; input < Oddities.INPUTS; input++) {
            Operation operation = oddities.one(operations);
            String method = oddities.once(20) ? oddities.one(METHODS) : operation.method();
            String path = path(operation);
            String caller = oddities.one(CALLERS);
            String body = method.equals("get") ? "" : body(api, operation);
            String type = oddities.once(15)
                    ? oddities.one(
                            List.of("application/x-www-form-urlencoded", "text/plain", "multipart/form-data", "x/y"))
                    : "application/json";
            boolean reading = method.equals("get");
            String before =
                    reading ? "" : jdbc.sql(counting).query(String.class).single();
            Door.Answer answer = door.raw(
                    method.toUpperCase(java.util.Locale.ROOT),
                    path,
                    caller.isEmpty() ? "" : door.token(caller),
                    type,
                    body);
            answers.merge(answer.status(), 1, Integer::sum);
            String what = "input " + input + ": " + method + " " + shortened(path) + " as " + caller + " " + type + " "
                    + shortened(body) + " -> " + answer.status() + " " + shortened(answer.body());
            if (answer.status() >= 500
                    || (answer.status() >= 400
                            && OUR_WORDS.matcher(answer.body()).find())) {
                faults.add(what);
            }
            if (caller.isEmpty() && !List.of(400, 401, 403, 405, 413, 415).contains(answer.status())) {
                faults.add("answered to nobody: " + what);
            }
            if (!reading
                    && answer.status() >= 400
                    && !before.equals(jdbc.sql(counting).query(String.class).single())) {
                faults.add("refused, and changed something: " + what);
            }
        }
        System.out.println("API: " + Oddities.INPUTS + " inputs, answers " + answers);
        assertThat(faults).isEmpty();
    }

    private static List<Operation> operations(JsonNode api) {
        List<Operation> operations = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operations.add(new Operation(method.getKey(), path.getKey(), method.getValue()))));
        return operations;
    }

    private String path(Operation operation) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = parameter.path("name").asText();
            String value = oddities.once(3) ? (oddities.once(2) ? oddities.text() : oddities.number()) : "1";
            if (value.length() > 1_000) {
                value = value.substring(0, 1_000);
            }
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + name + "}", encoded(value.isBlank() ? "1" : value));
            }
        }
        for (String name : List.of("after", "limit", "workflow", "stage", "type", "state", "format", "campaign")) {
            if (operation.method().equals("get") && oddities.once(4)) {
                String value = oddities.once(2) ? oddities.number() : oddities.text();
                query.append(query.length() == 0 ? "?" : "&")
                        .append(name)
                        .append("=")
                        .append(encoded(value.length() > 300 ? value.substring(0, 300) : value));
            }
        }
        return path + query;
    }

    private String body(JsonNode api, Operation operation) {
        if (oddities.once(12)) {
            return oddities.noDocument();
        }
        JsonNode schema = operation.description().at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? "" : oddities.changed(sample(api, schema, 0));
    }

    /** A document as the description asks for it. */
    private JsonNode sample(JsonNode api, JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return sample(api, api.at(schema.path("$ref").asText().substring(1)), depth);
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "integer", "number" -> JSON.numberNode(1);
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> {
                var array = JSON.arrayNode();
                if (depth < MAX_DEPTH) {
                    array.add(sample(api, schema.path("items"), depth + 1));
                }
                yield array;
            }
            case "string" -> JSON.textNode(schema.path("example").asText("text"));
            default -> {
                ObjectNode object = JSON.objectNode();
                if (depth < MAX_DEPTH) {
                    schema.path("properties")
                            .properties()
                            .forEach(property ->
                                    object.set(property.getKey(), sample(api, property.getValue(), depth + 1)));
                }
                yield object;
            }
        };
    }

    /** The number of rows of each of our tables and of what the engine runs, as one text. */
    private String counting() {
        List<String> tables = jdbc.sql("""
                select schemaname || '.' || tablename from pg_tables
                where (schemaname = 'muster' and tablename <> 'flyway_schema_history')
                   or (schemaname = 'camunda' and tablename in ('act_ru_execution', 'act_ru_task', 'act_ru_variable'))
                order by 1
                """).query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(8);
        return "select concat_ws(',', "
                + String.join(
                        ", ",
                        tables.stream()
                                .map(table -> "(select count(*) from " + table + ")")
                                .toList()) + ")";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
