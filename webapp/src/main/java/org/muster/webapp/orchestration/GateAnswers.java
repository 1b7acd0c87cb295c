package org.muster.webapp.orchestration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.muster.domain.failure.Problems;
import org.muster.domain.limit.Characters;
import org.muster.processes.Gate;
import org.muster.processes.GateField;
import org.muster.protocol.http.Json;
import org.muster.webapp.http.RefusedRequest;

/**
 * Reads what somebody sends with a completed task, {@code {"variables": {"decision": {"value": "approve"}}}}. Only the fields of
 * the gate's form are taken, each with its type and length; anything else could be what our own processes go by.
 */
record GateAnswers(Gate gate, Problems problems) {
    private static final String VARIABLES = "variables";

    /** What forms of old say about the answer they want; there is none. */
    private static final String WITH_ANSWER = "withVariablesInReturn";

    /** Types that a text or a number may be sent as; the engine makes anything from the others. */
    private static final Set<String> TYPES = Set.of("", "null", "string", "integer", "long", "short", "double");

    private static final int MAX_NAME = 100;

    /** A value as it was sent, freed of what is around it; empty if it is none. */
    private interface Opening {
        Optional<JsonNode> open(GateField field, JsonNode sent);
    }

    /** @throws org.muster.protocol.http.ApiRefused with every problem */
    static VariableMap read(Gate gate, JsonNode body) {
        GateAnswers answers = new GateAnswers(gate, new Problems());
        return answers.sound(answers.all(answers.variables(body), answers::opened));
    }

    /** The same of what came by our own API, {@code {"decision": "approve"}}. */
    static VariableMap read(Gate gate, Map<String, String> fields) {
        GateAnswers answers = new GateAnswers(gate, new Problems());
        return answers.sound(answers.all(Json.mapper().valueToTree(fields), (field, sent) -> Optional.of(sent)));
    }

    private VariableMap sound(VariableMap read) {
        if (!problems.none()) {
            throw RefusedRequest.invalid("The task cannot be completed like this.", problems.list());
        }
        return read;
    }

    private JsonNode variables(JsonNode body) {
        if (!body.isObject() && !body.isNull() && !body.isMissingNode()) {
            problems.add("body", "is no JSON object", "send {\"variables\": {...}}");
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!name.equals(VARIABLES) && !name.equals(WITH_ANSWER)) {
                problems.add(shortened(name), "is not known here", "send the fields of the form as variables");
            }
        });
        JsonNode sent = body.path(VARIABLES);
        if (!sent.isObject() && !sent.isNull() && !sent.isMissingNode()) {
            problems.add(VARIABLES, "is no JSON object", "name each field and its value");
        }
        return sent;
    }

    private VariableMap all(JsonNode sent, Opening opening) {
        Map<String, GateField> fields = gate.fields().stream()
                .collect(Collectors.toMap(field -> field.variable().variable(), Function.identity()));
        VariableMap read = Variables.createVariables();
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            GateField field = fields.get(entry.getKey());
            if (field == null) {
                problems.add(
                        shortened(entry.getKey()),
                        "is not asked for here",
                        "only "
                                + gate.fields().stream()
                                        .map(known -> known.variable().variable())
                                        .toList());
            } else {
                opening.open(field, entry.getValue())
                        .flatMap(value -> value(field, value))
                        .ifPresent(value -> read.put(entry.getKey(), value));
            }
        }
        gate.fields().stream()
                .filter(field -> field.need() == GateField.Need.MANDATORY)
                .filter(field -> !read.containsKey(field.variable().variable()))
                .filter(field -> !problems.list().stream()
                        .anyMatch(problem ->
                                problem.field().equals(field.variable().variable())))
                .forEach(field -> problems.add(field.variable().variable(), "is missing", takes(field)));
        return read;
    }

    private Optional<JsonNode> opened(GateField field, JsonNode sent) {
        String name = field.variable().variable();
        if (!sent.isObject()) {
            problems.add(name, "is no value", "send {\"value\": ...}");
            return Optional.empty();
        }
        for (Iterator<String> each = sent.fieldNames(); each.hasNext(); ) {
            String part = each.next();
            if (!Set.of("value", "type", "valueInfo").contains(part)) {
                problems.add(name, "has a part " + shortened(part) + " that is not known", "send its value only");
                return Optional.empty();
            }
        }
        JsonNode info = sent.path("valueInfo");
        boolean plain = info.isMissingNode() || info.isNull() || (info.isObject() && info.isEmpty());
        if (!plain || !TYPES.contains(sent.path("type").asText("").toLowerCase(Locale.ROOT))) {
            problems.add(name, "is not of a type that is taken here", takes(field));
            return Optional.empty();
        }
        return Optional.of(sent.path("value"));
    }

    private Optional<Object> value(GateField field, JsonNode value) {
        if (value.isNull()
                || value.isMissingNode()
                || (value.isTextual() && value.asText().isBlank())) {
            return Optional.empty();
        }
        Optional<Object> read = parsed(field.kind(), value);
        if (read.isEmpty()) {
            problems.add(field.variable().variable(), "does not fit", takes(field));
        }
        return read;
    }

    private static Optional<Object> parsed(GateField.Kind kind, JsonNode value) {
        if (kind instanceof GateField.Choice choice) {
            return Optional.of(value)
                    .filter(JsonNode::isTextual)
                    .<Object>map(JsonNode::asText)
                    .filter(choice.answers()::contains);
        }
        if (kind instanceof GateField.Text text) {
            return Optional.of(value)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .filter(written -> written.codePointCount(0, written.length()) <= text.longest()
                            && Characters.unreadable(written).isEmpty())
                    .map(written -> written);
        }
        GateField.Count count = (GateField.Count) kind;
        return Optional.of(value)
                .filter(number -> number.isIntegralNumber() || number.isTextual())
                .map(number -> number.asText().strip())
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= count.least() && number <= count.most())
                .map(number -> number);
    }

    /** Which values it takes, in words. */
    static String takes(GateField field) {
        if (field.kind() instanceof GateField.Choice choice) {
            return "one of " + String.join(", ", choice.answers());
        }
        if (field.kind() instanceof GateField.Text text) {
            return "a text of at most " + text.longest() + " characters, without control characters";
        }
        GateField.Count count = (GateField.Count) field.kind();
        return "a whole number from " + count.least() + " to " + count.most();
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "...";
    }
}
