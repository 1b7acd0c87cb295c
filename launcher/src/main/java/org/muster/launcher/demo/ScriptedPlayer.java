package org.muster.launcher.demo;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.cli.tasks.WaitingTask;

/** Does each task as its person would; stops where the procedure asks for a judgement that the script does not have. */
final class ScriptedPlayer implements TaskPlayer {
    private static final int EVIDENCE = 2000;

    private final View view;

    ScriptedPlayer(View view) {
        this.view = view;
    }

    @Override
    public void play(Person person, WaitingTask task) {
        if (!Script.knows(task.key())) {
            throw new DemoLost("The campaign waits at '" + task.name() + "' (" + task.key() + ") of " + task.business()
                    + ", which should not happen when everything is well. What is known there:\n"
                    + evidence(person, task));
        }
        Optional<Map<String, Object>> answer = Script.answer(task.key(), person.name());
        if (answer.isPresent()) {
            person.tasks().complete(task.id(), person.name(), answer.get());
            view.note(person.user().firstName() + " did '" + task.name() + "': "
                    + answer.get().getOrDefault("comment", ""));
        }
    }

    private static String evidence(Person person, WaitingTask task) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(person.tasks().variables(task.id()))
                .forEach((name, value) -> text.append("    ")
                        .append(name)
                        .append(" = ")
                        .append(value.length() > EVIDENCE ? value.substring(0, EVIDENCE) + "..." : value)
                        .append('\n'));
        return text.toString().stripTrailing();
    }
}
