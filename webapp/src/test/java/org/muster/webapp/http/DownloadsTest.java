package org.muster.webapp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownloadsTest {
    private static final byte[] ROW = "a row\n".getBytes(StandardCharsets.UTF_8);

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    @Test
    void whoTakesTooLongIsCutOffAndKeepsNoPlace() throws IOException {
        for (int i = 0; i < 2 * Downloads.AT_ONCE; i++) {
            assertThatThrownBy(() -> Downloads.write(() -> file, table -> table.write(ROW), Duration.ZERO))
                    .isInstanceOf(IOException.class);
        }
        Downloads.write(() -> file, table -> table.write(ROW));
        assertThat(file.toByteArray()).isEqualTo(ROW);
    }

    @Test
    void aTableThatFailsIsNotEnded() {
        boolean[] closed = {false};
        OutputStream watched = new OutputStream() {
            @Override
            public void write(int each) {}

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThatThrownBy(() -> Downloads.write(() -> watched, table -> {
                    CsvText text = new CsvText(table);
                    text.row(List.of("half"));
                    throw new IOException("lost");
                }))
                .isInstanceOf(IOException.class);
        assertThat(closed[0]).isFalse();
    }
}
