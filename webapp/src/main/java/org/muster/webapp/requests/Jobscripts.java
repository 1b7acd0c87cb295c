package org.muster.webapp.requests;

import java.util.Map;
import org.muster.protocol.platform.RequestSubmission;

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
        if (text.length() > RequestSubmission.MAX_TEXT) {
            step.problem("jobscript", "is longer than " + RequestSubmission.MAX_TEXT + " characters", "shorten it");
        }
        if (!text.startsWith("#!")) {
            step.problem("jobscript", name + " does not say its interpreter", "begin it with #!/bin/bash");
        }
        if (text.contains("\r\n")) {
            step.problem("jobscript", name + " has Windows line ends", "save it with Unix line ends");
        }
        if (!text.contains("justin-get-file")) {
            step.problem(
                    "jobscript",
                    name + " never asks for an input file",
                    "call \"$JUSTIN_PATH/justin-get-file\", and end well when it answers that there is none");
        }
        if (!text.contains("justin-processed-")) {
            step.problem(
                    "jobscript",
                    name + " never says which input files it has processed",
                    "write them to justin-processed-dids.txt, or every file is tried again");
        }
    }
}
