package org.muster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.testkit.docs.DocumentedCommand;

/** What the documentation says to give Maven and the programs is there: modules, goals, tests, properties, variables. */
class DocumentedBuildTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Phases, and what Maven finds without a line in the pom; another goal's plugin must stand there. */
    private static final Set<String> GOALS =
            Set.of("test", "package", "verify", "install", "versions:display-property-updates");

    /** Maven's own and its plugins' properties. */
    private static final Set<String> OF_MAVEN = Set.of("skipTests", "test", "surefire.failIfNoSpecifiedTests");

    private static final Pattern PROPERTY = Pattern.compile("(?<![A-Za-z])-D[a-z][A-Za-z0-9.]*(?:=[^\\s`,]*)?");

    /** Java's own, which a sentence may name. */
    private static final Pattern OF_JAVA =
            Pattern.compile("javax\\.net\\.ssl\\..*|file\\.encoding|user\\.language|user\\.timezone");

    private static final Pattern VARIABLE = Pattern.compile("\\bMUSTER_[A-Z0-9]+(?:_[A-Z0-9]+)*\\b(?!_)");
    private static final Set<String> READ = Set.of("java", "yaml", "xml", "py", "sh", "");

    /** All that is written in Java, YAML, Python and shell, of main and test. */
    private static String sources = "";

    private static String poms = "";

    static Stream<DocumentedCommand> commands() {
        return DocumentedCommand.all(ROOT).stream()
                .filter(command -> command.program().equals("./mvnw"));
    }

    @BeforeAll
    static void readTheProject() {
        List<Path> modules = modules();
        sources = text(modules.stream().map(module -> module.resolve("src")).toList());
        poms = text(Stream.concat(
                        Stream.of(ROOT.resolve("pom.xml")), modules.stream().map(module -> module.resolve("pom.xml")))
                .toList());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void mavenHasIt(DocumentedCommand documented) {
        List<String> words = documented.called();
        List<String> unknown = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-pl")) {
                i++;
                Stream.of(words.get(i).split(",", -1))
                        .filter(module -> !Files.exists(ROOT.resolve(module).resolve("pom.xml")))
                        .forEach(unknown::add);
            } else if (word.startsWith("-D")) {
                property(word).ifPresent(unknown::add);
            } else if (!word.matches("-q|-am|-B|-ntp") && !goal(word)) {
                unknown.add(word);
            }
        }
        assertThat(unknown).as(documented.toString()).isEmpty();
        assertThat(documented.variables())
                .as(documented.toString())
                .allMatch(variable -> sources.contains("\"" + variable + "\""));
    }

    @Test
    void everyPropertyThatAPageNamesIsReadBySomething() {
        Set<String> unknown = new TreeSet<>();
        for (Path page : DocumentedCommand.pages(ROOT)) {
            Matcher property = PROPERTY.matcher(DocumentedCommand.read(page));
            while (property.find()) {
                property(property.group())
                        .filter(name -> !OF_JAVA.matcher(name).matches())
                        .ifPresent(name -> unknown.add(ROOT.relativize(page) + ": " + name));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyVariableThatAPageNamesIsReadBySomething() {
        Set<String> unknown = new TreeSet<>();
        String script = DocumentedCommand.read(ROOT.resolve("muster"));
        for (Path page : DocumentedCommand.pages(ROOT)) {
            Matcher variable = VARIABLE.matcher(DocumentedCommand.read(page));
            while (variable.find()) {
                if (!Pattern.compile("\\b" + variable.group() + "\\b")
                        .matcher(sources + script)
                        .find()) {
                    unknown.add(ROOT.relativize(page) + ": " + variable.group());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static boolean goal(String word) {
        return GOALS.contains(word)
                || (word.contains(":") && poms.contains(word.substring(0, word.indexOf(':')) + "-maven-plugin"));
    }

    /** The name of a property that nothing knows. */
    private static Optional<String> property(String given) {
        String name = given.substring(2).replaceFirst("=.*", "");
        boolean known = OF_MAVEN.contains(name)
                || poms.contains("<name>" + name + "</name>")
                || poms.contains("${" + name + "}")
                || sources.contains("\"" + name + "\"");
        if (known && name.equals("test")) {
            known = Stream.of(
                            given.substring("-Dtest=".length()).replace("'", "").split(",", -1))
                    .map(test -> Pattern.compile("\\bclass " + test.replace("*", "[A-Za-z]*") + "\\b"))
                    .allMatch(test -> test.matcher(sources).find());
        }
        return known ? Optional.empty() : Optional.of(name);
    }

    private static List<Path> modules() {
        try (Stream<Path> entries = Files.list(ROOT)) {
            return entries.filter(entry -> Files.exists(entry.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(List<Path> roots) {
        StringBuilder text = new StringBuilder();
        for (Path root : roots) {
            if (!Files.exists(root)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> READ.contains(ending(file)))
                        .map(DocumentedCommand::read)
                        .forEach(text::append);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
    }
}
