package org.muster.connectors.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.domain.site.SiteName;

/** Starts wrapper jobs in sessions of their own, with what a worker node's batch system would tell them. */
record JobShell(String python) {

    void start(LocalJob job, SiteName site, Path directory) throws IOException {
        ProcessBuilder process = new ProcessBuilder("setsid", "sh", "-c", ProcessIdentity.SCRIPT)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(JobDirectory.OUTPUT).toFile()));
        // Nothing of our own environment goes to a job: it holds the agents' secret.
        process.environment().clear();
        process.environment().putAll(environment(job, site, directory));
        process.start();
    }

    private Map<String, String> environment(LocalJob job, SiteName site, Path directory) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("HOME", directory.toString());
        environment.put("MUSTER_PYTHON", python);
        environment.put("JUSTIN_JOBSUB_ID", job.job().value());
        environment.put("GLIDEIN_DUNESite", site.value());
        environment.put("GLIDEIN_Entry_Name", site.value() + "-CE");
        environment.put("MUSTER_RSS_MIB", Long.toString((job.rssBytes() + (1 << 20) - 1) >> 20));
        environment.put("MUSTER_PROCESSORS", Integer.toString(job.processors()));
        environment.put("MUSTER_WALL_SECONDS", Integer.toString(job.wallSeconds()));
        return environment;
    }
}
