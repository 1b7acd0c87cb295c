package org.muster.webapp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.protocol.http.ApiRefused;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

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

    /** One within the other, each to the next of these readers, so that all are on their way at once. */
    private void together(Iterator<String> readers) throws IOException {
        if (readers.hasNext()) {
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken(readers.next(), "none"));
            Downloads.write(() -> file, table -> {
                table.write(ROW);
                together(readers);
            });
        }
    }

    @Test
    void nobodyTakesThePlacesOfOthers() throws IOException {
        Iterator<String> greedy = Collections.nCopies(Downloads.EACH + 1, "sam").iterator();
        assertThatThrownBy(() -> together(greedy))
                .isInstanceOf(ApiRefused.class)
                .hasMessageContaining(Downloads.EACH + " tables are on their way to you");
        assertThat(file.size()).isEqualTo(Downloads.EACH * ROW.length);
        file.reset();
        together(Stream.concat(Collections.nCopies(Downloads.EACH, "sam").stream(), Stream.of("rita"))
                .iterator());
        assertThat(file.size()).isEqualTo((Downloads.EACH + 1) * ROW.length);
    }

    @Test
    void onlySoManyAreOnTheirWayAtOnce() {
        Iterator<String> many = IntStream.rangeClosed(0, Downloads.AT_ONCE)
                .mapToObj(Integer::toString)
                .iterator();
        assertThatThrownBy(() -> together(many))
                .isInstanceOf(ApiRefused.class)
                .hasMessageContaining(Downloads.AT_ONCE + " tables are on their way to others");
        assertThat(file.size()).isEqualTo(Downloads.AT_ONCE * ROW.length);
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }
}
