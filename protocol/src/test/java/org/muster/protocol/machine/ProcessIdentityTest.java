package org.muster.protocol.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentityTest {
    private static final long PID = ProcessHandle.current().pid();

    private static ProcessIdentity self() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        return ProcessIdentity.parse(boot() + " " + PID + " "
                        + stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19] + "\n")
                .orElseThrow();
    }

    private static String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    @Test
    void aProcessIsFoundAgainByWhatItWrote() throws IOException {
        assertThat(self().alive()).isTrue();
        assertThat(self().find()).hasValue(ProcessHandle.current());
    }

    @Test
    void anotherOneWithTheSameNumberIsNotTaken() throws IOException {
        assertThat(new ProcessIdentity(boot(), PID, 1).find()).isEmpty();
        assertThat(new ProcessIdentity("an earlier boot", PID, self().startTicks()).find())
                .isEmpty();
    }

    @Test
    void oneThatIsOverIsNotFoundThoughNobodyHasCollectedIt() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "sh -c 'cat /proc/$$/stat' & exec sleep 600").start();
        try {
            String stat = shell.inputReader().readLine();
            ProcessIdentity child = new ProcessIdentity(
                    boot(),
                    Long.parseLong(stat.split(" ", -1)[0]),
                    Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]));
            while (child.alive()) {
                Thread.onSpinWait();
            }
            assertThat(Files.exists(Path.of("/proc", Long.toString(child.pid()))))
                    .isTrue();
            assertThat(child.find()).isEmpty();
        } finally {
            shell.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "boot 12", "boot twelve 1", "boot 12 1 more"})
    void aLineThatNamesNoProcessIsNone(String line) {
        assertThat(ProcessIdentity.parse(line)).isEmpty();
    }
}
