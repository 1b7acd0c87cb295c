package org.muster.webapp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    @Test
    void keyOutlivesARestartAndIsItsOwnersAlone(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys.json");
        String first = SigningKeys.load(file.toString()).toString(false);
        assertThat(SigningKeys.load(file.toString()).toString(false)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }
}
