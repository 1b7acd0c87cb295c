package org.muster.connectors.batch;

import java.nio.file.Path;
import java.util.List;

/** None: neither bubblewrap works here, nor may this user become another. */
record SameUser(String python) implements Isolation {
    @Override
    public String words() {
        return "WARNING: jobs are not isolated. Every jobscript runs as the platform's own user and can read what it"
                + " can, credentials and other jobs included. Install bubblewrap (bwrap).";
    }

    @Override
    public Path workspace(Path jobDirectory) {
        return jobDirectory.resolve("work");
    }

    @Override
    public void prepare(Path jobDirectory, String wrapper) {
        PrivateFiles.directory(workspace(jobDirectory));
        PrivateFiles.write(workspace(jobDirectory).resolve(JobDirectory.WRAPPER), wrapper);
    }

    @Override
    public List<String> command(Path jobDirectory) {
        return List.of(JobShell.BECOME, python, JobDirectory.WRAPPER);
    }

    @Override
    public String path() {
        return System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    }
}
