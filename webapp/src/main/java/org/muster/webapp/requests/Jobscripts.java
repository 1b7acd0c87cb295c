package org.muster.webapp.requests;

import java.util.Map;
import org.muster.domain.failure.Problem;
import org.muster.domain.workflow.Jobscript;

/** The parts of the jobscript checklist that can be looked at without running the script. */
final class Jobscripts {
    private final Map<String, String> given;

    Jobscripts(Map<String, String> given) {
        this.given = given;
    }

    /** Notes at {@code jobscript} of the step what is wrong with the script it names. */
    void check(Section step, String name) {
        if (name.isEmpty()) {
            return;
        }
        String text = given.get(name);
        if (text == null) {
            step.problem(
                    "jobscript",
                    "names " + name + ", which was not sent along",
                    given.isEmpty()
                            ? "put the file beside the request"
                            : "one of " + given.keySet().stream().sorted().toList() + ", or send that file too");
            return;
        }
        for (Problem problem : Jobscript.problems(text, "jobscript", name)) {
            step.problem("jobscript", problem.message(), problem.fix());
        }
        // What a script calls may do it: nobody is refused for what a search in a text does not find.
        if (!text.contains("justin-get-file")) {
            step.warning(
                    "jobscript",
                    name + " itself never asks for an input file",
                    "unless what it runs does, call \"$JUSTIN_PATH/justin-get-file\", and end well when there is none");
        }
        if (!text.contains("justin-processed-")) {
            step.warning(
                    "jobscript",
                    name + " itself never says which input files it has processed",
                    "unless what it runs does, write them to justin-processed-dids.txt, or every file is tried again");
        }
    }
}
