package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operating/dependencies.md says what is known about libraries: it must be those that the programs run with. */
class DependencyListTest {
    private static final Pattern ROW = Pattern.compile("^\\| `[a-z0-9.-]+:([a-z0-9.-]+)` \\| ([^ ]+) \\| .+ \\|$");

    /** What parses bytes from outside, or keeps secrets: these must be looked through. */
    private static final List<String> WATCHED = List.of(
            "netty-common",
            "vertx-core",
            "tomcat-embed-core",
            "jackson-databind",
            "postgresql",
            "logback-core",
            "thymeleaf",
            "commons-lang3",
            "bcprov-jdk18on",
            "nimbus-jose-jwt",
            "snakeyaml",
            "spring-core",
            "camunda-engine");

    @Test
    void everyWatchedLibraryIsListedWithTheVersionThatRuns() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        Files.readAllLines(Path.of("..", "docs", "operating", "dependencies.md"))
                .forEach(line -> {
                    Matcher row = ROW.matcher(line);
                    if (row.matches()) {
                        listed.put(row.group(1), row.group(2));
                    }
                });
        assertThat(listed.keySet()).containsAll(WATCHED);

        List<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).getFileName().toString())
                .toList();
        Map<String, String> running = new TreeMap<>();
        listed.forEach((artifact, version) -> running.put(artifact, versionOf(artifact, jars)));
        assertThat(running).isEqualTo(listed);
    }

    private static String versionOf(String artifact, List<String> jars) {
        Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-([0-9][^-]*)\\.jar");
        return jars.stream()
                .map(jar::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("not there");
    }
}
