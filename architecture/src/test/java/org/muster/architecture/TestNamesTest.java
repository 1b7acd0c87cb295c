package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests are named like every other method, so that a reader does not see several hands. */
class TestNamesTest {
    private static final Path PROJECT = Path.of("..");
    /** Fewer would mean that the files were looked for in the wrong place. */
    private static final int FILES_AT_LEAST = 250;

    private static final Pattern SNAKE = Pattern.compile("\\bvoid\\s+[a-z]\\w*_\\w*\\(");

    @Test
    void noTestIsNamedInSnakeCase() throws IOException {
        List<Path> tests = testFiles();
        assertThat(tests).hasSizeGreaterThan(FILES_AT_LEAST);
        for (Path test : tests) {
            assertThat(SNAKE.matcher(Files.readString(test)).results().map(found -> found.group()))
                    .as(PROJECT.relativize(test).toString())
                    .isEmpty();
        }
    }

    @Test
    void theLookFindsOne() {
        assertThat(SNAKE.matcher("    void " + "a_bad_row_is_found() {").find()).isTrue();
        assertThat(SNAKE.matcher("    void aBadRowIsFound() {").find()).isFalse();
    }

    private static List<Path> testFiles() throws IOException {
        List<Path> roots;
        try (Stream<Path> modules = Files.list(PROJECT)) {
            roots = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        List<Path> tests = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(file -> file.toString().endsWith(".java")).forEach(tests::add);
            }
        }
        return tests;
    }
}
