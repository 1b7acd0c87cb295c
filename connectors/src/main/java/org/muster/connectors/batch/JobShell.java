package org.muster.connectors.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.site.SiteName;

/** Starts wrapper jobs in sessions of their own, with what a worker node's batch system would tell them. */
record JobShell(Isolation isolation) {
    /** First argument of {@link #SCRIPT}: the process becomes the job. */
    static final String BECOME = "become";

    /** The process stays, and passes on that the job is to end; the job ends with it. */
    static final String KEEP = "keep";

    /**
     * Claims the job's directory, writes down who runs it, and becomes the wrapper, or its keeper. Whoever claims second, be it
     * this shell or an agent that has given up waiting for it, leaves the job alone. What is written here no job can write to.
     */
    static final String SCRIPT = """
        mkdir claimed || exit 0
        stat=$(cat /proc/$$/stat)
        start=$(echo "${stat##*) }" | cut -d' ' -f20)
        echo "$(cat /proc/sys/kernel/random/boot_id) $$ $start" > process.new
        mv process.new process
        how=$1
        shift
        if [ "$how" = become ]; then
            cd "$MUSTER_WORK" && unset MUSTER_WORK && exec "$@"
            exit 1
        fi
        unset MUSTER_WORK
        pass_on() {
            inner=$(sed -n 's/.*"child-pid": *\\([0-9]*\\).*/\\1/p' sandbox)
            kill -TERM "${inner:-$outer}"
        }
        "$@" 3> sandbox &
        outer=$!
        trap pass_on TERM
        wait "$outer"
        while kill -0 "$outer" 2> /dev/null; do wait "$outer"; done
        """;

    void start(LocalJob job, SiteName site, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "muster-job"));
        command.addAll(isolation.command(directory));
        ProcessBuilder process = new ProcessBuilder(command)
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
        Path work = isolation.workspace(directory);
        environment.put("PATH", isolation.path());
        environment.put("LANG", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("HOME", work.toString());
        environment.put("MUSTER_WORK", work.toString());
        environment.put("JUSTIN_JOBSUB_ID", job.job().value());
        // Where justIN's wrappers and jobscripts read their site.
        environment.put("GLIDEIN_DUNESite", site.value());
        environment.put("GLIDEIN_Entry_Name", site.value() + "-CE");
        environment.put("MUSTER_RSS_MIB", Long.toString((job.rssBytes() + (1 << 20) - 1) >> 20));
        environment.put("MUSTER_PROCESSORS", Integer.toString(job.processors()));
        environment.put("MUSTER_WALL_SECONDS", Integer.toString(job.wallSeconds()));
        return environment;
    }
}
