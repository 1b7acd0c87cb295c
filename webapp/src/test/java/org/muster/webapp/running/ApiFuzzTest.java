package org.muster.webapp.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.muster.protocol.http.Json;
import org.muster.testkit.fuzz.Oddities;
import org.muster.testkit.log.Traces;
import org.muster.testkit.words.Jargon;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls every address that the API says it has, with what it does not expect, as people, a program and nobody. */
@RunningWebapp
class ApiFuzzTest {
    private static final List<String> CALLERS = List.of("", "rita", "sam", "paula", "dan", "muster-agents");
    private static final List<String> PEOPLE = List.of("rita", "sam", "paula", "dan");
    private static final List<String> METHODS = List.of("get", "post", "put", "delete", "patch", "head", "options");

    private static final String TASK_LIST = "/camunda/api/engine/engine/default";

    /** What people may ask of the engine, by the task list's door. */
    private static final List<String> ENGINE = List.of(
            "get " + TASK_LIST + "/task",
            "get " + TASK_LIST + "/task/{id}",
            "get " + TASK_LIST + "/task/{id}/variables",
            "get " + TASK_LIST + "/task/{id}/form-variables",
            "get " + TASK_LIST + "/task/{id}/deployed-form",
            "get " + TASK_LIST + "/process-instance/{id}",
            "get " + TASK_LIST + "/history/variable-instance",
            "get " + TASK_LIST + "/incident",
            "post " + TASK_LIST + "/task",
            "post " + TASK_LIST + "/task/count",
            "post " + TASK_LIST + "/task/{id}/claim",
            "post " + TASK_LIST + "/task/{id}/unclaim",
            "post " + TASK_LIST + "/task/{id}/complete",
            "post " + TASK_LIST + "/task/{id}/submit-form",
            "post " + TASK_LIST + "/history/task",
            "post " + TASK_LIST + "/variable-instance",
            "put " + TASK_LIST + "/job/{id}/retries");

    private static final String TO_THE_ENGINE = """
            {"variables": {"decision": {"value": "approve", "type": "String"}, "comment": {"value": "x"}},
             "userId": "sam", "maxResults": 1, "sorting": [{"sortBy": "created", "sortOrder": "asc"}], "retries": 1,
             "processVariables": [{"name": "campaignId", "operator": "eq", "value": 1}], "createdAfter": "2026-01-01"}
            """;

    private static final List<String> PAGES = List.of(
            "/dashboard",
            "/dashboard/campaigns",
            "/dashboard/campaigns/{}",
            "/dashboard/campaigns/{}/diagrams/{}",
            "/dashboard/workflows",
            "/dashboard/workflows/{}",
            "/dashboard/workflows/{}/stages/{}",
            "/dashboard/files",
            "/dashboard/files/{}",
            "/dashboard/jobs",
            "/dashboard/jobs/{}",
            "/dashboard/outputs",
            "/dashboard/events",
            "/dashboard/repairs",
            "/dashboard/inventory",
            "/dashboard/{}",
            "/tasks/{}",
            "/login",
            "/activate",
            "/error",
            "/{}");

    private static final List<String> PARAMETERS = List.of(
            "after", "limit", "workflow", "stage", "type", "state", "format", "campaign", "sort", "table", "user_code");
    private static final int MAX_DEPTH = 6;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private record Operation(String method, String path, JsonNode description) {}

    private final Oddities oddities = new Oddities(Oddities.SEED);
    private final Door door;
    private final JdbcClient jdbc;
    private final Map<String, DeviceLogin> browsers = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    @Autowired
    ApiFuzzTest(Door door, JdbcClient jdbc) {
        this.door = door;
        this.jdbc = jdbc;
    }

    @Test
    void nothingOddIsAFaultOfOursAndNothingRefusedChangesARow() {
        JsonNode api = door.get("/api/openapi.json", "sam").json();
        List<Operation> operations = new ArrayList<>(operations(api));
        assertThat(operations).hasSizeGreaterThan(30);
        ENGINE.forEach(each -> operations.add(ofEngine(each)));
        String counting = counting();
        Map<Integer, Integer> answers = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        Traces traces = Traces.watch();
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
            Door.Answer answer = operation.path().startsWith(TASK_LIST)
                    ? byTaskList(method.toUpperCase(Locale.ROOT), path, PEOPLE.get(input % PEOPLE.size()), type, body)
                    : door.raw(
                            method.toUpperCase(Locale.ROOT),
                            path,
                            caller.isEmpty() ? "" : door.token(caller),
                            type,
                            body);
            answers.merge(answer.status(), 1, Integer::sum);
            String what = "input " + input + ": " + method + " " + shortened(path) + " as " + caller + " " + type + " "
                    + shortened(body) + " -> " + answer.status() + " " + shortened(answer.body());
            if (answer.status() >= 500
                    || (answer.status() >= 400 && !Jargon.in(answer.body()).isEmpty())) {
                faults.add(what);
            }
            traces.close();
            traces.seen().forEach(trace -> faults.add("logged " + trace + ": " + what));
            traces = Traces.watch();
            if (caller.isEmpty()
                    && !operation.path().startsWith(TASK_LIST)
                    && !List.of(400, 401, 403, 405, 413, 415).contains(answer.status())) {
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

    private Door.Answer byTaskList(String method, String path, String person, String type, String body) {
        DeviceLogin browser = browsers.computeIfAbsent(person, name -> {
            DeviceLogin fresh = new DeviceLogin(door.address());
            fresh.signIn(name);
            return fresh;
        });
        HttpResponse<String> answer = browser.asScript(
                method, path, tokens.computeIfAbsent(person, name -> browser.scriptToken()), type, body);
        return new Door.Answer(
                answer.statusCode(),
                answer.body(),
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    /** What a browser asks for, with addresses that somebody typed. */
    @Test
    void noOddAddressOfAPageIsAFaultOfOurs() {
        DeviceLogin sam = new DeviceLogin(door.address());
        sam.signIn("sam");
        List<String> faults = new ArrayList<>();
        Map<Integer, Integer> answers = new TreeMap<>();
        try (Traces traces = Traces.watch()) {
            for (int input = 0; input < Oddities.INPUTS / 4; input++) {
                String path = oddities.one(PAGES);
                while (path.contains("{}")) {
                    path = path.replaceFirst("\\{}", Matcher.quoteReplacement(odd(200)));
                }
                String address = path + query();
                HttpResponse<String> answer = sam.get(address);
                answers.merge(answer.statusCode(), 1, Integer::sum);
                if (answer.statusCode() >= 500
                        || (answer.statusCode() >= 400
                                && !Jargon.in(answer.body()).isEmpty())) {
                    faults.add(address + " -> " + answer.statusCode() + " " + shortened(answer.body()));
                }
            }
            faults.addAll(traces.seen());
        }
        System.out.println("pages: answers " + answers);
        assertThat(faults).isEmpty();
    }

    private static Operation ofEngine(String each) {
        int blank = each.indexOf(' ');
        ObjectNode description = JSON.objectNode();
        if (each.contains("{id}")) {
            description.putArray("parameters").addObject().put("name", "id").put("in", "path");
        }
        return new Operation(each.substring(0, blank), each.substring(blank + 1), description);
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
        return path + (operation.method().equals("get") ? query() : "");
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        for (String name : PARAMETERS) {
            if (oddities.once(4)) {
                query.append(query.length() == 0 ? "?" : "&")
                        .append(name)
                        .append("=")
                        .append(odd(300));
            }
        }
        return query.toString();
    }

    /** A number or a text, as a part of an address. */
    private String odd(int longest) {
        String value = oddities.once(2) ? oddities.number() : oddities.text();
        return encoded(value.length() > longest ? value.substring(0, longest) : value);
    }

    private String body(JsonNode api, Operation operation) {
        if (oddities.once(12)) {
            return oddities.noDocument();
        }
        if (operation.path().startsWith(TASK_LIST)) {
            return oddities.changed(tree(TO_THE_ENGINE));
        }
        JsonNode schema = operation.description().at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? "" : oddities.changed(sample(api, schema, 0));
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
