package org.muster.webapp.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Tables on their way to somebody's disk. Each keeps a thread and a batch of rows for as long as its reader takes, so that there are
 * few at once, and none for ever.
 */
public final class Downloads {
    /** On their way at once. */
    static final int AT_ONCE = 16;

    /** Of them to one person or program: nobody's readers keep the others from theirs. */
    static final int EACH = 4;

    /** One that took longer is cut off. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** HTTP's statuses: what one can end oneself, and what one cannot. */
    private static final int TOO_MANY_OF_YOURS = 429;

    private static final int TOO_MANY = 503;

    /** How many are on their way to whom. */
    private static final Map<String, Integer> ON_THEIR_WAY = new HashMap<>();

    private Downloads() {}

    /** Where the table goes; nothing is said to the caller before it is asked for. */
    @FunctionalInterface
    public interface Answer {
        OutputStream body() throws IOException;
    }

    /** Says the whole table. */
    @FunctionalInterface
    public interface Saying {
        void to(OutputStream file) throws IOException;
    }

    /** @throws ApiRefused before anything is said, when there are too many */
    public static void write(Answer answer, Saying table) throws IOException {
        write(answer, table, LONGEST);
    }

    static void write(Answer answer, Saying table, Duration longest) throws IOException {
        String reader = Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Principal::getName)
                .orElse("");
        begin(reader);
        try {
            OutputStream file = new Timed(answer.body(), System.nanoTime() + longest.toNanos());
            table.to(file);
            file.flush();
        } finally {
            end(reader);
        }
    }

    private static void begin(String reader) {
        synchronized (ON_THEIR_WAY) {
            if (ON_THEIR_WAY.getOrDefault(reader, 0) >= EACH) {
                throw refused(
                        TOO_MANY_OF_YOURS, EACH + " tables are on their way to you, as many as one can have at once.");
            }
            if (ON_THEIR_WAY.values().stream().mapToInt(Integer::intValue).sum() >= AT_ONCE) {
                throw refused(TOO_MANY, AT_ONCE + " tables are on their way to others, as many as can be at once.");
            }
            ON_THEIR_WAY.merge(reader, 1, Integer::sum);
        }
    }

    private static void end(String reader) {
        synchronized (ON_THEIR_WAY) {
            ON_THEIR_WAY.computeIfPresent(reader, (who, tables) -> tables == 1 ? null : tables - 1);
        }
    }

    private static ApiRefused refused(int status, String why) {
        return new ApiRefused(ApiProblem.of(status, why + " Try again in a minute."));
    }

    private static final class Timed extends FilterOutputStream {
        private final long end;

        Timed(OutputStream file, long end) {
            super(file);
            this.end = end;
        }

        @Override
        public void write(int each) throws IOException {
            out.write(each);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (end - System.nanoTime() < 0) {
                throw new IOException("the reader took longer than " + LONGEST);
            }
            out.write(bytes, offset, length);
        }
    }
}
