package org.muster.agents.batch;

import java.time.Instant;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.connectors.batch.LocalProcesses;

/** Looks after jobs that are processes of this machine. A job whose directory is spoilt is set aside, and all others go on. */
final class LocalJobs implements Agent {
    private final LocalProcesses processes;
    private final SetAside setAside;
    /** By their names. */
    private final Subjects<String> directories;

    LocalJobs(LocalProcesses processes, SetAside setAside) {
        this.processes = processes;
        this.setAside = setAside;
        this.directories = new Subjects<>(name(), setAside);
    }

    @Override
    public String name() {
        return "local-jobs";
    }

    @Override
    public int doWork(Instant now) {
        // There is nothing to try again: a person has seen that it is gone.
        processes.gone().stream()
                .filter(directory -> setAside.answered(name(), directory))
                .forEach(processes::forget);
        processes.advance((directory, work) -> directories.attempt(directory, now, work));
        directories.keepOnly(processes.broken());
        return 0;
    }
}
