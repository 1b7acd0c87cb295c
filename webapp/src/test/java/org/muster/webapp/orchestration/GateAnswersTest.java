package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.domain.failure.Problem;
import org.muster.processes.Gate;
import org.muster.processes.GateField;
import org.muster.processes.Variable;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Json;

/** Generated over all gates: only what the form asks for is taken, and only as it asks for it. */
class GateAnswersTest {
    @ParameterizedTest
    @EnumSource(Gate.class)
    void whatTheFormAsksForIsTaken(Gate gate) {
        Map<String, Object> sound = sound(gate);
        assertThat(GateAnswers.read(gate, body(sound))).isEqualTo(sound);
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void everyOtherVariableIsRefusedByName(Gate gate) {
        List<String> asked =
                gate.fields().stream().map(field -> field.variable().variable()).toList();
        List<String> others =
                new ArrayList<>(List.of("x", "steeredBy", "Decision", "decision ", "task", "execution", ""));
        Stream.of(Variable.values()).map(Variable::variable).forEach(others::add);
        others.removeAll(asked);
        for (String other : others) {
            Map<String, Object> sent = sound(gate);
            sent.put(other, 1);
            assertThat(fields(gate, body(sent))).as(gate + " " + other).containsExactly(other);
        }
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void valuesThatDoNotFitAreRefusedByName(Gate gate) {
        for (GateField field : gate.fields()) {
            for (Object wrong : wrong(field.kind())) {
                Map<String, Object> sent = sound(gate);
                sent.put(field.variable().variable(), wrong);
                assertThat(fields(gate, body(sent)))
                        .as(gate + " " + field + " " + wrong)
                        .containsExactly(field.variable().variable());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void typesThatMakeObjectsAreRefused(Gate gate) {
        for (GateField field : gate.fields()) {
            for (String type : List.of("Object", "object", "File", "Bytes", "Json", "Xml", "Date", "Boolean", "x")) {
                ObjectNode body = body(sound(gate));
                ((ObjectNode) body.at("/variables/" + field.variable().variable())).put("type", type);
                assertThat(fields(gate, body)).containsExactly(field.variable().variable());
            }
            ObjectNode body = body(sound(gate));
            ((ObjectNode) body.at("/variables/" + field.variable().variable()))
                    .putObject("valueInfo")
                    .put("objectTypeName", "java.net.URL");
            assertThat(fields(gate, body)).containsExactly(field.variable().variable());
        }
    }

    @Test
    void everythingBesideTheVariablesIsRefused() {
        ObjectNode body = body(sound(Gate.APPROVE_WORKFLOW));
        body.put("businessKey", "w1").putObject("localVariables");
        assertThat(fields(Gate.APPROVE_WORKFLOW, body)).containsExactly("businessKey", "localVariables");
        assertThat(fields(Gate.APPROVE_WORKFLOW, tree("[1]"))).contains("body");
        assertThat(fields(Gate.APPROVE_WORKFLOW, tree("{\"variables\": 7}"))).contains("variables");
        assertThat(fields(Gate.APPROVE_WORKFLOW, tree("{\"variables\": {\"comment\": \"plain\"}}")))
                .contains("comment");
    }

    @Test
    void missingAnswerIsAProblemAndAMissingCommentIsNone() {
        assertThat(fields(Gate.ACCEPT_SAMPLE, tree("{}"))).containsExactly("decision");
        assertThat(
                        GateAnswers.read(
                                Gate.ACCEPT_SAMPLE,
                                tree(
                                        "{\"variables\": {\"decision\": {\"value\": \"accept\"}, \"comment\": {\"value\": null}}}")))
                .isEqualTo(Map.of("decision", "accept"));
    }

    private static Map<String, Object> sound(Gate gate) {
        Map<String, Object> sound = new TreeMap<>();
        for (GateField field : gate.fields()) {
            sound.put(field.variable().variable(), sound(field.kind()));
        }
        return sound;
    }

    private static Object sound(GateField.Kind kind) {
        if (kind instanceof GateField.Choice choice) {
            return choice.answers().get(0);
        }
        return kind instanceof GateField.Text text
                ? "Größe\n".repeat(text.longest() / 6)
                : ((GateField.Count) kind).most();
    }

    private static List<Object> wrong(GateField.Kind kind) {
        if (kind instanceof GateField.Choice) {
            return List.of("maybe", 1, true, List.of("approve"), Map.of("a", 1));
        }
        if (kind instanceof GateField.Text text) {
            return List.of("x".repeat(text.longest() + 1), "a\u0000b", "a\u001b[2J", "a\ud800", 7, false, List.of("a"));
        }
        GateField.Count count = (GateField.Count) kind;
        return List.of(
                count.least() - 1, count.most() + 1L, "NaN", "Infinity", "1e3", "0x10", 1.5, -1, 1e300, true, "many");
    }

    private static ObjectNode body(Map<String, Object> values) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode variables = body.putObject("variables");
        values.forEach((name, value) ->
                variables.putObject(name).set("value", Json.mapper().valueToTree(value)));
        return body;
    }

    private static JsonNode tree(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> fields(Gate gate, JsonNode body) {
        ApiRefused refused = catchThrowableOfType(ApiRefused.class, () -> GateAnswers.read(gate, body));
        return Objects.requireNonNull(refused, gate + " took " + body).problem().problems().stream()
                .map(Problem::field)
                .toList();
    }
}
