package org.muster.sandbox.metacat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** Answers of a real MetaCat server to a few hundred queries on fixed content, compared with ours. */
class MqlCorpusTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.ofItsOwn();

    private static JsonNode corpus = RunningSandbox.parse("{}");

    @BeforeAll
    static void loadTheContent() throws IOException {
        try (InputStream file = MqlCorpusTest.class.getResourceAsStream("/mql-corpus.json")) {
            corpus = RunningSandbox.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        new CorpusContent(SANDBOX.jdbc()).load(corpus.path("dataset"));
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void answersAsTheRealServerDoes() {
        int passed = 0;
        int asDescribed = 0;
        List<String> failed = new ArrayList<>();
        for (JsonNode testCase : corpus.path("cases")) {
            String difference = difference(testCase);
            if (!difference.isEmpty()) {
                failed.add("%s %s%n   %s"
                        .formatted(
                                testCase.path("id").asText(),
                                testCase.path("mql").asText(),
                                difference));
            } else if (isDescribed(testCase)) {
                asDescribed++;
            } else {
                passed++;
            }
        }
        System.out.printf(
                "MQL corpus: %d passed, of these %d as described where the real server has a defect; %d failed, none skipped%n",
                passed + asDescribed, asDescribed, failed.size());
        assertThat(String.join("\n", failed))
                .as("%d differences", failed.size())
                .isEmpty();
        assertThat(asDescribed).as("defects whose described meaning is known").isEqualTo(12);
    }

    /** The real server does otherwise than the language's description says. */
    private static boolean isDescribed(JsonNode testCase) {
        return testCase.path("quirk").asText().equals("defect") && testCase.has("documented_dids");
    }

    /** Empty if there is none. */
    private static String difference(JsonNode testCase) {
        StringBuilder url =
                new StringBuilder("/metacat" + testCase.path("endpoint").asText());
        char separator = '?';
        for (Map.Entry<String, JsonNode> parameter : testCase.path("params").properties()) {
            url.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue().asText(), StandardCharsets.UTF_8));
            separator = '&';
        }
        HttpResponse<String> answer =
                SANDBOX.send("POST", url.toString(), testCase.path("mql").asText());
        if (isDescribed(testCase)) {
            return didsDifference(testCase, "documented_dids", answer);
        }
        return switch (testCase.path("compare").asText()) {
            case "error" -> errorDifference(testCase.path("error"), answer);
            case "json", "count-only" -> jsonDifference(testCase, answer);
            default -> didsDifference(testCase, "expected_dids", answer);
        };
    }

    private static String errorDifference(JsonNode expected, HttpResponse<String> answer) {
        String errorClass = expected.path("class").asText();
        boolean named = !errorClass.startsWith("MQL") || answer.body().startsWith(errorClass);
        boolean placed = !expected.has("line")
                || expected.path("line").isNull()
                || answer.body()
                        .contains("at line %d col %d"
                                .formatted(
                                        expected.path("line").asInt(),
                                        expected.path("col").asInt()));
        return answer.statusCode() == expected.path("http_status").asInt() && named && placed
                ? ""
                : "expected %s, got %d %s".formatted(expected, answer.statusCode(), firstLine(answer));
    }

    private static String jsonDifference(JsonNode testCase, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return "got %d %s".formatted(answer.statusCode(), firstLine(answer));
        }
        JsonNode expected = testCase.path("expected_json");
        JsonNode actual = RunningSandbox.json(answer);
        boolean same = testCase.path("compare").asText().equals("count-only")
                ? expected.path("count").equals(actual.path("count"))
                : expected.equals(actual);
        return same ? "" : "expected %s, got %s".formatted(expected, actual);
    }

    private static String didsDifference(JsonNode testCase, String key, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            return "got %d %s".formatted(answer.statusCode(), firstLine(answer));
        }
        List<String> actual = new ArrayList<>();
        for (JsonNode record : RunningSandbox.lines(answer)) {
            actual.add(record.path("namespace").asText() + ":"
                    + record.path("name").asText());
        }
        List<String> expected = texts(testCase.path(key));
        boolean same = switch (testCase.path("compare").asText()) {
            case "sequence" -> actual.equals(expected);
            case "subset" ->
                actual.size() == testCase.path("expected_count").asInt()
                        && new HashSet<>(actual).size() == actual.size()
                        && new HashSet<>(expected).containsAll(actual);
            default -> sorted(actual).equals(sorted(expected));
        };
        return same ? "" : "expected %s%n   got      %s".formatted(expected, actual);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static List<String> sorted(List<String> list) {
        return list.stream().sorted().toList();
    }

    private static String firstLine(HttpResponse<String> answer) {
        return answer.body().lines().findFirst().orElse("");
    }
}
