package org.muster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.cli.MusterCli;
import org.muster.cli.shell.Shell;
import picocli.CommandLine.ParameterException;

/** Every {@code muster} command of the documentation is one that this command line takes, with all that it must have. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Fewer would mean that the reader of the pages sees nothing. */
    private static final int COMMANDS_AT_LEAST = 40;

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```[a-z]*\\n(.*?)^```");
    private static final Pattern INLINE = Pattern.compile("`((?:\\./)?muster [a-z][^`]*)`");
    private static final Pattern COMMAND = Pattern.compile("(?:^|\\()(?:\\./)?muster ([a-z][^)#]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    /** A group of commands is named in a sentence, not called. */
    private static final List<String> GROUPS = List.of("task", "proposals", "workflow", "stage", "event", "request");

    private record Documented(String page, String command) {
        @Override
        public String toString() {
            return page + ": muster " + command;
        }
    }

    static Stream<Documented> commands() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<Documented> found = new ArrayList<>();
        for (Path page : pages) {
            String name = ROOT.relativize(page).toString();
            String text = Files.readString(page);
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                String joined = block.group(1).replace("\\\n", " ");
                joined.lines().forEach(line -> add(found, name, line.strip()));
            }
            Matcher inline = INLINE.matcher(BLOCK.matcher(text).replaceAll(""));
            while (inline.find()) {
                if (!GROUPS.contains(inline.group(1).replaceFirst("^(\\./)?muster ", ""))) {
                    add(found, name, inline.group(1).replaceAll("\\s+", " "));
                }
            }
        }
        return found.stream();
    }

    private static void add(List<Documented> found, String page, String line) {
        String called = line.startsWith("source <(") ? line.substring("source <".length()) : line;
        Matcher command = COMMAND.matcher(called);
        if (command.find() && command.start() == 0) {
            // In CONTRIBUTING.md a remark follows after many blanks instead of a sign.
            found.add(new Documented(page, command.group(1).strip().split(" {4,}", 2)[0]));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isTaken(Documented documented) {
        Shell shell = new Shell(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                Map.of(),
                ROOT,
                ROOT,
                Clock.systemUTC());
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(documented.command());
        while (word.find()) {
            words.add(Stream.of(1, 2, 3)
                    .map(word::group)
                    .filter(text -> text != null)
                    .findFirst()
                    .orElseThrow());
        }
        assertThat(problem(shell, words)).as(documented.toString()).isEmpty();
    }

    private static String problem(Shell shell, List<String> words) {
        try {
            MusterCli.commandLine(shell, Launcher.commands(shell)).parseArgs(words.toArray(String[]::new));
            return "";
        } catch (ParameterException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void thePagesWereRead() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(COMMANDS_AT_LEAST);
    }
}
