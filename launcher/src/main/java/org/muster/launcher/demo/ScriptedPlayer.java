package org.muster.launcher.demo;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.protocol.platform.TaskRow;

/** Does each task as its person would; stops where the procedure asks for a judgement that the script does not have. */
final class ScriptedPlayer implements TaskPlayer {
    private static final int EVIDENCE = 2000;

    private final View view;

    ScriptedPlayer(View view) {
        this.view = view;
    }

    @Override
    public void play(Actor person, TaskRow task) {
        if (!Script.knows(task.gate())) {
            throw new DemoLost("The campaign waits at '" + task.name() + "' (" + task.gate() + ") of "
                    + task.subject().orElse("nothing")
                    + ", which should not happen when everything is well. What is known there:\n"
                    + evidence(person, task));
        }
        Optional<Map<String, String>> answer = Script.answer(task.gate(), person.name());
        if (answer.isPresent()) {
            person.platform().complete(task.task(), answer.get());
            view.note(person.user().firstName() + " did '" + task.name() + "': "
                    + answer.get().getOrDefault("comment", ""));
        }
    }

    private static String evidence(Actor person, TaskRow task) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(person.platform().task(task.task()).evidence())
                .forEach((name, value) -> text.append("    ")
                        .append(name)
                        .append(" = ")
                        .append(value.length() > EVIDENCE ? value.substring(0, EVIDENCE) + "..." : value)
                        .append('\n'));
        return text.toString().stripTrailing();
    }
}
