package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ships names no experiment, no laboratory and no site of one: those are configuration (docs/adr/0025). */
class NeutralWordsRulesTest {
    private static final Path PROJECT = Path.of("..");
    /** Fewer would mean that the files were looked for in the wrong place. */
    private static final int FILES_AT_LEAST = 800;

    private static final Pattern WORDS = Pattern.compile(
            "(dune|fnal|fermilab|juno(?![a-z])|km3net|(?<![a-z])cern(?![a-z])|nersc|nikhef|surfsara|gridka|(?<![a-z])desy)",
            Pattern.CASE_INSENSITIVE);

    /** Words of others that programs read, each with the reason why it cannot be another. */
    private static final Map<String, String> FIXED = Map.of(
            "GLIDEIN_DUNESite", "justIN's protocol: wrappers and jobscripts read their site there, pilots ask with it",
            "X-DUNE-Site-Name", "justIN's protocol: a header of every call of a wrapper",
            "https://wlcg.cern.ch/jwt/v1/any", "the WLCG token profile: the audience that any storage takes",
            "grid.cern.ch", "where every grid site has the certificates of the grid");

    private static final Set<String> PICTURES = Set.of("png", "ico", "jpg", "woff", "woff2", "svg");

    private record Line(Path file, int number, String text) {
        @Override
        public String toString() {
            return PROJECT.relativize(file) + ":" + number + ": " + text.strip();
        }
    }

    private static boolean names(String line) {
        String rest = line;
        for (String fixed : FIXED.keySet()) {
            rest = rest.replace(fixed, "");
        }
        return WORDS.matcher(rest).find();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>(List.of(PROJECT.resolve("muster")));
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path main : modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> all = Files.walk(main)) {
                    all.filter(Files::isRegularFile)
                            .filter(file -> !PICTURES.contains(file.toString().replaceFirst(".*\\.", "")))
                            .forEach(files::add);
                }
            }
        }
        return files;
    }

    @Test
    void whatShipsNamesNoExperiment() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(FILES_AT_LEAST);
        List<Line> naming = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = 0; i < lines.size(); i++) {
                if (names(lines.get(i))) {
                    naming.add(new Line(file, i + 1, lines.get(i)));
                }
            }
        }
        assertThat(naming).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"dune.workflow\"",
                "quota.equals(\"usertests\") ? \"dunepro\" : quota",
                "here.startsWith(\"US_FNAL\")",
                "Map.entry(\"CERN\", \"Europe\")",
                "\"/cvmfs/dune.opensciencegrid.org\"",
                "environment.put(\"GLIDEIN_DUNESite\", dune)",
            })
    void aNameIsFound(String line) {
        assertThat(names(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment.put(\"GLIDEIN_DUNESite\", site)",
                "that concerns everybody",
                "https://wlcg.cern.ch/jwt/v1/any"
            })
    void whatIsFixedElsewhereIsNoName(String line) {
        assertThat(names(line)).isFalse();
    }
}
