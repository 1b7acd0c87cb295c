package org.muster.processes;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what an expression of a model names. */
final class Expressions {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final Pattern VARIABLE_CALL = Pattern.compile("(?:get|has|set)Variable\\('([^']*)'");
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])([a-z]\\w*)");
    private static final Set<String> NOT_VARIABLES = Set.of(
            "execution",
            "task",
            "workflowLife",
            "campaignLife",
            "planVariables",
            "proposalLife",
            "sliceLife",
            "gates",
            "empty",
            "not",
            "null");

    private Expressions() {}

    /** Process variables that an expression reads or writes. */
    static Set<String> variables(String text) {
        Set<String> found = new TreeSet<>();
        if (!text.contains("{")) {
            return found;
        }
        Matcher calls = VARIABLE_CALL.matcher(text);
        while (calls.find()) {
            found.add(calls.group(1));
        }
        Matcher names = NAME.matcher(QUOTED.matcher(text).replaceAll(""));
        while (names.find()) {
            if (!NOT_VARIABLES.contains(names.group(1))) {
                found.add(names.group(1));
            }
        }
        return found;
    }

    /** The quoted argument of {@code bean.move(execution, '...')}; empty if it is no such call. */
    static Set<String> moves(String bean, String text) {
        Matcher move = Pattern.compile(Pattern.quote("${" + bean + ".move(execution, '") + "([A-Z_]+)'\\)}")
                .matcher(text);
        return move.matches() ? Set.of(move.group(1)) : Set.of();
    }
}
