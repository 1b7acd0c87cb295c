package org.muster.launcher.demo;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.muster.protocol.platform.TaskRow;

/** Leaves the tasks to whoever sits at the browser, and says once for each where to click and as whom. */
final class ByHandPlayer implements TaskPlayer {
    private final View view;
    private final URI url;
    private final Set<String> said = new HashSet<>();

    ByHandPlayer(View view, URI url) {
        this.view = view;
        this.url = url;
    }

    @Override
    public void play(Actor person, TaskRow task) {
        boolean theirs = Script.answer(task.gate(), person.name()).isPresent() || !Script.knows(task.gate());
        if (theirs && said.add(task.task())) {
            view.note("Your turn as " + person.name() + " (password "
                    + person.user().password() + "): '" + task.name() + "' at " + url
                    + "/tasks/" + task.task());
        }
    }
}
