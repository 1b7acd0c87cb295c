package org.muster.domain.workflow;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code $JUSTIN_...} stands for in destinations and environments, where justIN's server fills it in too. The number of a
 * workflow is known only once it is taken, so what its owner wrote is kept, and filled in whenever the order is told.
 */
public record StageVariables(StageRef stage, String scope) {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final String JUSTIN = "JUSTIN_";

    /** For a text that is looked at before its workflow has a number: no number is longer. */
    public static StageVariables longest(int stage, String scope) {
        return new StageVariables(StageRef.of(WorkflowId.MAX, stage), scope);
    }

    public String filled(String text) {
        Map<String, String> values = values();
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(name(found), found.group())));
    }

    /** Names that nobody fills in, of those that look like justIN's; others are left to the jobscript's shell. */
    public List<String> unknown(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(StageVariables::name)
                .filter(name -> name.startsWith(JUSTIN) && !values().containsKey(name))
                .toList();
    }

    public List<String> known() {
        return values().keySet().stream().sorted().map(name -> "$" + name).toList();
    }

    private Map<String, String> values() {
        return Map.of(
                "JUSTIN_SCOPE",
                scope,
                "JUSTIN_STAGE_ID",
                Integer.toString(stage.stage()),
                "JUSTIN_WORKFLOW_ID",
                Integer.toString(stage.workflow().number()));
    }

    private static String name(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }
}
