package org.muster.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
    private final Path directory;

    BoundedLogTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void movesAnOversizedLogAsideWhileItsWriterGoesOn() throws Exception {
        Path file = directory.resolve("some.log");
        BoundedLog log = new BoundedLog(file, 20);
        try (OutputStream writer = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("a line that is longer than twenty bytes\n".getBytes(StandardCharsets.UTF_8));
            log.bound();
            writer.write("next\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).hasContent("next\n");
        assertThat(directory.resolve("some.log.1")).hasContent("a line that is longer than twenty bytes\n");
    }

    @Test
    void showsTheLastLines() throws Exception {
        Path file = Files.writeString(directory.resolve("some.log"), "1\n2\n3\n");
        assertThat(new BoundedLog(file, 100).tail(2)).containsExactly("2", "3");
        assertThat(new BoundedLog(directory.resolve("none.log"), 100).tail(2)).isEmpty();
    }
}
