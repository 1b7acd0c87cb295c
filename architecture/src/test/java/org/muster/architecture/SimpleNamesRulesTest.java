package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word, one meaning: a type of another module with the same simple name is imported, or read, in its place. */
class SimpleNamesRulesTest {
    /** One thing that is met from two sides, and who they are. */
    private static final Map<String, String> SHARED = Map.of(
            "Credentials", "one file: the launcher writes it and the webapp reads it",
            "OpenWorkflow", "one order: a worker gives it and the ledger carries it out");

    /** Fewer would mean that the test looked in the wrong place. */
    private static final int TYPES_AT_LEAST = 800;

    private static final String MAIN = "src/main/java";

    private static List<Path> types() throws IOException {
        Path home = Path.of("..");
        List<Path> types = new ArrayList<>();
        try (Stream<Path> modules = Files.list(home)) {
            for (Path sources : modules.map(module -> module.resolve(MAIN))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.endsWith("package-info.java"))
                            .map(home::relativize)
                            .forEach(types::add);
                }
            }
        }
        return types;
    }

    /** The modules of each name that more than one has. */
    private static Map<String, Set<String>> shared(List<Path> types) {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (Path type : types) {
            modules.computeIfAbsent(type.getFileName().toString().replace(".java", ""), name -> new TreeSet<>())
                    .add(type.getName(0).toString());
        }
        modules.values().removeIf(each -> each.size() == 1);
        return modules;
    }

    @Test
    void noNameMeansSomethingElseInAnotherModule() throws IOException {
        List<Path> types = types();

        assertThat(types).hasSizeGreaterThan(TYPES_AT_LEAST);
        assertThat(shared(types)).containsOnlyKeys(SHARED.keySet());
    }

    @Test
    void aNameOfTwoModulesWouldBeFound() {
        assertThat(shared(List.of(
                        Path.of("allocator", MAIN, "org/muster/allocator/ledger/rules/Rule.java"),
                        Path.of("connectors", MAIN, "org/muster/connectors/rucio/Rule.java"),
                        Path.of("sandbox", MAIN, "org/muster/sandbox/metacat/Datasets.java"),
                        Path.of("sandbox", MAIN, "org/muster/sandbox/metacat/mql/Datasets.java"))))
                .isEqualTo(Map.of("Rule", Set.of("allocator", "connectors")));
    }
}
