package org.muster.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that a page tells people to type: every line of a block without a language, and what a sentence names in code marks.
 *
 * @param page where it stands
 * @param text as it stands there, on one line and without the remark behind it
 */
public record DocumentedCommand(String page, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```([a-z]*)\\n(.*?)^ *```");
    private static final Pattern IN_A_SENTENCE = Pattern.compile("`((?:\\./)?(?:muster|mvnw|curl) [^`]*)`");
    private static final Pattern REMARK = Pattern.compile("\\s+# .*$");
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*=.*");

    /** Of README, CONTRIBUTING, examples and docs. */
    public static List<DocumentedCommand> all(Path checkout) {
        List<DocumentedCommand> commands = new ArrayList<>();
        for (Path page : pages(checkout)) {
            String name = checkout.relativize(page).toString();
            String text = read(page);
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                if (block.group(1).isEmpty()) {
                    block.group(2)
                            .replaceAll("\\\\\\n\\s*", "")
                            .lines()
                            .map(line -> REMARK.matcher(line).replaceFirst("").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> commands.add(new DocumentedCommand(name, line)));
                }
            }
            Matcher inline = IN_A_SENTENCE.matcher(BLOCK.matcher(text).replaceAll(""));
            while (inline.find()) {
                commands.add(new DocumentedCommand(name, inline.group(1).replaceAll("\\s+", " ")));
            }
        }
        return commands;
    }

    /** The first word that is no variable given to it: {@code muster}, {@code ./mvnw}. */
    public String program() {
        return called().get(0);
    }

    /** Program and arguments as a shell would pass them on. */
    public List<String> called() {
        return words().stream()
                .dropWhile(word -> VARIABLE.matcher(word).matches())
                .toList();
    }

    /** Names of the variables given to it. */
    public List<String> variables() {
        return words().stream()
                .takeWhile(word -> VARIABLE.matcher(word).matches())
                .map(word -> word.substring(0, word.indexOf('=')))
                .toList();
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group().replaceAll("\"([^\"]*)\"|'([^']*)'", "$1$2"));
        }
        return words;
    }

    /** The text of a page. */
    public static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + page, e);
        }
    }

    /** All pages for people. */
    public static List<Path> pages(Path checkout) {
        List<Path> pages = new ArrayList<>(List.of(
                checkout.resolve("README.md"),
                checkout.resolve("CONTRIBUTING.md"),
                checkout.resolve("examples/README.md")));
        try (Stream<Path> files = Files.walk(checkout.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    @Override
    public String toString() {
        return page + ": " + text;
    }
}
