package org.muster.domain.workflow;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.failure.Problem;

/** What a text must be to run as a jobscript; the same at every door. */
public final class Jobscript {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Jobscript() {}

    /** Every problem of the text, said of {@code name}. */
    public static List<Problem> problems(String text, String field, String name) {
        List<Problem> problems = new ArrayList<>();
        String about = name.isEmpty() ? "" : name + " ";
        if (text.startsWith(BYTE_ORDER_MARK)) {
            problems.add(Problem.at(
                    field, about + "begins with a byte order mark", "save it as UTF-8 without byte order mark"));
        } else if (!text.startsWith("#!")) {
            problems.add(Problem.at(field, about + "does not say its interpreter", "begin it with #!/bin/bash"));
        }
        if (text.contains("\r\n")) {
            problems.add(Problem.at(field, about + "has Windows line ends", "save it with Unix line ends"));
        }
        WorkflowLimits.JOBSCRIPT
                .objection(text)
                .ifPresent(what ->
                        problems.add(Problem.at(field, about + what, "a shell script of " + WorkflowLimits.JOBSCRIPT)));
        return problems;
    }
}
