package org.muster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.cli.MusterCli;
import org.muster.cli.shell.Shell;
import org.muster.testkit.docs.DocumentedCommand;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Every {@code muster} command of the documentation is one that this command line takes, with all that it must have. They are run
 * by DocumentedCommandsIT (acceptance), which also knows those that run elsewhere.
 */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Fewer would mean that the reader of the pages sees nothing. */
    private static final int COMMANDS_AT_LEAST = 60;

    /** Programs of which a test knows the documented commands: this one, DocumentedBuildTest, DocumentedCommandsIT and that of benchmarks. */
    private static final List<String> PROGRAMS =
            List.of("muster", "./muster", "source", "./mvnw", "curl", "java", "examples/expected_histogram.py");

    static Stream<DocumentedCommand> commands() {
        return DocumentedCommand.all(ROOT).stream()
                .filter(command -> command.program().endsWith("muster"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isTaken(DocumentedCommand documented) {
        Shell shell = new Shell(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                Map.of(),
                ROOT,
                ROOT,
                Clock.systemUTC());
        List<String> words = documented.called();
        CommandLine muster = MusterCli.commandLine(shell, Launcher.commands(shell));
        assertThat(problem(muster, words.subList(1, words.size())))
                .as(documented.toString())
                .isEmpty();
    }

    /** What names a group of commands in a sentence, such as {@code muster task}, lacks the command and is meant so. */
    private static String problem(CommandLine muster, List<String> words) {
        CommandLine group = muster.getSubcommands().get(words.get(0));
        if (words.size() == 1 && group != null && !group.getSubcommands().isEmpty()) {
            return "";
        }
        try {
            muster.parseArgs(words.toArray(String[]::new));
            return "";
        } catch (ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void thePagesWereReadAndNameNoProgramThatNoTestKnows() {
        List<DocumentedCommand> all = DocumentedCommand.all(ROOT);
        assertThat(all).hasSizeGreaterThan(COMMANDS_AT_LEAST);
        assertThat(all)
                .filteredOn(command -> !PROGRAMS.contains(command.program()))
                .isEmpty();
    }
}
