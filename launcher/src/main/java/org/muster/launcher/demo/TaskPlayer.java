package org.muster.launcher.demo;

import org.muster.protocol.platform.TaskRow;

/** What happens when a task waits for a person: the script does it, or somebody is told where to click. */
interface TaskPlayer {
    void play(Actor person, TaskRow task);
}
