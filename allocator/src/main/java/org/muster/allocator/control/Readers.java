package org.muster.allocator.control;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.muster.allocator.journal.BadFilters;
import org.muster.allocator.journal.JournalUnavailable;

/** Threads that read tables from PostgreSQL, so that nobody else waits for it. */
public final class Readers implements AutoCloseable {
    public static final int THREADS = 4;

    /** Questions waiting; more are told to ask again. */
    public static final int MAX_QUEUED = 256;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_QUEUED), Readers::thread);

    interface Question<T> {
        T ask() throws JournalUnavailable;
    }

    <T> CompletableFuture<T> ask(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            pool.execute(() -> {
                try {
                    answer.complete(question.ask());
                } catch (JournalUnavailable | BadFilters e) {
                    answer.completeExceptionally(e);
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                    throw e;
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "reader");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
