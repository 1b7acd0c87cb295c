package org.muster.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.testkit.docs.DocumentedCommand;
import picocli.CommandLine;

/** The commands of docs/internals/performance.md are some that this program takes. They measure for hours: none is run here. */
class DocumentedBenchmarksTest {
    private static final String JAR = "benchmarks/target/benchmarks-exec.jar";

    @Test
    void areTaken() {
        List<DocumentedCommand> commands = DocumentedCommand.all(
                        Path.of("..").toAbsolutePath().normalize())
                .stream()
                .filter(command -> command.program().equals("java"))
                .toList();
        assertThat(commands).isNotEmpty();
        for (DocumentedCommand command : commands) {
            List<String> words = command.called();
            int jar = words.indexOf(JAR);
            assertThat(jar).as(command.toString()).isPositive();
            assertThatCode(() -> new CommandLine(BenchmarksMain.class)
                            .setCaseInsensitiveEnumValuesAllowed(true)
                            .parseArgs(words.subList(jar + 1, words.size()).toArray(String[]::new)))
                    .as(command.toString())
                    .doesNotThrowAnyException();
        }
    }
}
