package org.muster.cli.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedRequestTest {
    private static final String REQUEST = "workflow:\n  - jobscript: a/b.jobscript\n";
    private static final Map<String, String> JOBSCRIPTS = Map.of("a/b.jobscript", "#!/bin/sh\n");

    private final Path directory;

    ExportedRequestTest(@TempDir Path directory) {
        this.directory = directory.resolve("new");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        ExportedRequest.into(directory, REQUEST, JOBSCRIPTS).write();
        RequestFile read = RequestFile.read(directory.resolve("request.yaml"));
        assertThat(read.problems()).isEmpty();
        assertThat(read.submission().request()).isEqualTo(REQUEST);
        assertThat(read.submission().jobscripts()).isEqualTo(JOBSCRIPTS);
    }

    @Test
    void writingTheSameAgainIsNoTroubleAndAnythingElseStays() throws Exception {
        ExportedRequest exported = ExportedRequest.into(directory, REQUEST, JOBSCRIPTS);
        exported.write();
        exported.write();
        Files.writeString(directory.resolve("request.yaml"), "mine");
        assertThatThrownBy(exported::write)
                .hasMessageContaining("request.yaml")
                .hasMessageContaining("nothing was written");
        assertThat(directory.resolve("request.yaml")).hasContent("mine");
    }

    @Test
    void nothingIsWrittenOutsideTheDirectory() {
        assertThatThrownBy(() -> ExportedRequest.into(directory, REQUEST, Map.of("../../etc/passwd", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("../../etc/passwd");
    }
}
