package org.muster.webapp.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;

/**
 * Tables on their way to somebody's disk. Each keeps a thread and a batch of rows for as long as its reader takes, so that there are
 * few at once, and none for ever.
 */
public final class Downloads {
    /** On their way at once. */
    static final int AT_ONCE = 16;

    /** One that took longer is cut off. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Semaphore PLACES = new Semaphore(AT_ONCE);

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
        if (!PLACES.tryAcquire()) {
            throw new ApiRefused(ApiProblem.of(
                    503,
                    AT_ONCE + " tables are on their way to others, as many as can be at once. Try again in a minute."));
        }
        try {
            OutputStream file = new Timed(answer.body(), System.nanoTime() + longest.toNanos());
            table.to(file);
            file.flush();
        } finally {
            PLACES.release();
        }
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
