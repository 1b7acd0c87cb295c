package org.muster.cli.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.domain.failure.Problem;
import org.muster.protocol.platform.RequestSubmission;

class RequestFileTest {
    private final Path directory;

    RequestFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void inlinesTheJobscriptsThatItNamesRelativeToItself() throws Exception {
        Files.createDirectories(directory.resolve("scripts"));
        Files.writeString(directory.resolve("scripts/a.jobscript"), "echo a\n");
        String text = "workflow:\n  - {step: a, jobscript: scripts/a.jobscript}\n";
        RequestFile request = read(text);
        assertThat(request.problems()).isEmpty();
        assertThat(request.submission().request()).isEqualTo(text);
        assertThat(request.submission().jobscripts())
                .containsExactly(java.util.Map.entry("scripts/a.jobscript", "echo a\n"));
    }

    @Test
    void takesAlongTheListsThatItNames() throws Exception {
        Files.writeString(directory.resolve("list.txt"), "toy:f1\n");
        RequestFile request = read("samples:\n  - {name: a, files_from: list.txt}\n");
        assertThat(request.problems()).isEmpty();
        assertThat(request.submission().lists().orElseThrow())
                .containsExactly(java.util.Map.entry("list.txt", "toy:f1\n"));
        assertThat(read("samples:\n  - {name: a, files_from: none.txt}\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("samples[0].files_from"));
    }

    @Test
    void pointsAtTheLineThatIsNotYaml() throws Exception {
        assertThat(read("name: toy\nworkflow: [\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).contains(3));
    }

    @Test
    void refusesAnEmptyAMissingAndAnOversizedFile() throws Exception {
        assertThat(messages(read(""))).singleElement().asString().contains("empty");
        assertThat(messages(RequestFile.read(directory.resolve("none.yaml"))))
                .singleElement()
                .asString()
                .contains("there is no file");
        assertThat(messages(read("#".repeat(RequestSubmission.MAX_TEXT + 1))))
                .singleElement()
                .asString()
                .contains("more than 200000 characters");
    }

    /** Aliases lead back to where they are, and many of them to the same place. */
    @Test
    void looksAtEachPartOfARequestOnce() throws Exception {
        assertThat(read("a: &a\n  b: *a\n").problems()).isEmpty();
        StringBuilder doubling = new StringBuilder("a0: &a0 {jobscript: none}\n");
        for (int i = 1; i < 25; i++) {
            doubling.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(messages(read(doubling.toString())))
                .singleElement()
                .asString()
                .contains("there is no file");
    }

    @Test
    void saysThatANameIsNoneOfAFile() throws Exception {
        assertThat(read("workflow:\n  - jobscript: \"a\\0b\"\n").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("workflow[0].jobscript"))
                .satisfies(problem -> assertThat(problem.message()).isEqualTo("is no name of a file"));
    }

    private RequestFile read(String text) throws Exception {
        return RequestFile.read(Files.writeString(directory.resolve("request.yaml"), text));
    }

    private static List<String> messages(RequestFile request) {
        return request.problems().stream().map(Problem::message).toList();
    }
}
