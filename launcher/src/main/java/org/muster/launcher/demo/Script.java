package org.muster.launcher.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who does which task in the demo, and what they decide when everything is well. */
final class Script {
    private static final String MEETING = "Production meeting of the demo";

    private static final Map<String, Part> PARTS = Map.ofEntries(
            part("appoint-shifter", "paula", "shifter", "sam", "Sam takes this one."),
            part("edit-plan", "sam", "comment", "", "The plan needs no change."),
            part("approve-plan-production", "paula", "productionDecision", "approve", "Fits the slots we have."),
            part("approve-plan-data-management", "dan", "dataManagementDecision", "approve", "Storage is there."),
            part("validate-test-production", "paula", "productionDecision", "approve", "All jobs ended well."),
            part("validate-test-data-management", "dan", "dataManagementDecision", "approve", "Metadata are complete."),
            part("check-pilot", "sam", "decision", "continue", "The pilot is in order."),
            part("accept-sample", "rita", "decision", "accept", "The spectrum looks as it should."),
            part("release-full-production", "paula", "decision", "approve", "Go."),
            part("close-campaign", "paula", "decision", "close", "Everything asked for is there."),
            part("confirm-datasets", "dan", "decision", "approve", "Both catalogues agree."),
            part("present-report", "sam", "docdb", "DocDB-0001", "Presented."),
            part("approve-workflow", "paula", "decision", "approve", "Within the quota."));

    /** People other than the one in the table who may do a task when the decision table sends it to their group. */
    private static final Map<String, List<String>> OTHERS = Map.of("approve-workflow", List.of("dan", "sam"));

    private record Part(String person, Map<String, String> values) {}

    private Script() {}

    /** What this person fills in; nothing if the script does not let them do it. */
    static Optional<Map<String, String>> answer(String task, String person) {
        return Optional.ofNullable(PARTS.get(task))
                .filter(part -> part.person().equals(person)
                        || OTHERS.getOrDefault(task, List.of()).contains(person))
                .map(Part::values);
    }

    /** Whether the script goes on at this task at all; otherwise something went wrong before it. */
    static boolean knows(String task) {
        return PARTS.containsKey(task);
    }

    private static Map.Entry<String, Part> part(
            String task, String person, String field, String value, String comment) {
        Map<String, String> values = field.equals("comment")
                ? Map.of("comment", comment, "meeting", MEETING)
                : Map.of(field, value, "comment", comment, "meeting", MEETING);
        return Map.entry(task, new Part(person, values));
    }
}
