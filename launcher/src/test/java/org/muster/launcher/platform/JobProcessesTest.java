package org.muster.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobProcessesTest {
    private final Path jobs;
    private final Process job;

    JobProcessesTest(@TempDir Path jobs) throws Exception {
        this.jobs = jobs;
        this.job = new ProcessBuilder("sleep", "600").start();
        Files.createDirectories(jobs.resolve("1.0"));
    }

    @AfterEach
    void end() {
        job.destroyForcibly();
    }

    @Test
    void endsAJobThatRuns() throws Exception {
        write(startTime());
        assertThat(JobProcesses.end(jobs)).isEqualTo(1);
        assertThat(job.waitFor()).isNotZero();
    }

    @Test
    void leavesAnotherProcessWithTheSamePidAlone() throws Exception {
        write("1");
        assertThat(JobProcesses.end(jobs)).isZero();
        assertThat(job.isAlive()).isTrue();
    }

    private String startTime() throws Exception {
        String stat = Files.readString(Path.of("/proc", Long.toString(job.pid()), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19];
    }

    private void write(String startTime) throws Exception {
        String boot =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        Files.writeString(jobs.resolve("1.0").resolve("process"), boot + " " + job.pid() + " " + startTime + "\n");
    }
}
