package org.muster.allocator.retention;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.domain.failure.GrowingPause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thing that is done again and again. If it fails, such as at a full disk, it is said and tried again, ever less often. */
final class RetentionStep {
    static final GrowingPause PAUSE = new GrowingPause(Duration.ofMinutes(1), 2, Duration.ofHours(1));

    private static final Logger LOG = LoggerFactory.getLogger(RetentionStep.class);

    private final String what;
    private final Task task;
    private final Clock clock;
    private int failures;
    private Instant notBefore = Instant.MIN;
    private volatile Optional<String> trouble = Optional.empty();

    /** @param what is not done while it fails, for people */
    RetentionStep(String what, Task task, Clock clock) {
        this.what = what;
        this.task = task;
        this.clock = clock;
    }

    interface Task {
        void go() throws JournalUnavailable, IOException, InterruptedException;
    }

    /** Why it did not come to its end last time. */
    Optional<String> trouble() {
        return trouble;
    }

    void go() throws InterruptedException {
        if (clock.instant().isBefore(notBefore)) {
            return;
        }
        try {
            task.go();
            failures = 0;
            trouble = Optional.empty();
        } catch (JournalUnavailable | IOException | RuntimeException e) {
            failures++;
            Duration pause = PAUSE.after(failures);
            notBefore = clock.instant().plus(pause);
            trouble = Optional.of(what + ": " + reason(e));
            LOG.warn("{}, tried again in {}: {}", what, pause, reason(e), e);
        }
    }

    private static String reason(Throwable problem) {
        return problem.getCause() == null
                ? String.valueOf(problem.getMessage())
                : problem.getMessage() + ": " + problem.getCause().getMessage();
    }
}
