package org.muster.allocator.ledger.books;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.job.JobsubId;

/** Jobs in memory: those that go on, and for a while those that ended, so that what they repeat gets the same answer. */
final class KnownJobs {
    /** Longer than any signature of theirs is good for. */
    static final Duration ENDED_KEPT = Duration.ofMinutes(30);

    /** Ended jobs in memory at most; the oldest go first. */
    static final int MAX_ENDED = 100_000;

    private final Map<JobsubId, Job> byId = new HashMap<>();

    /** Whoever holds a secret can speak for its job. */
    private final Map<String, Job> bySecret = new HashMap<>();

    private final Set<Job> live = new HashSet<>();

    /** In the order they ended. */
    private final ArrayDeque<Job> ended = new ArrayDeque<>();

    void add(Job job) {
        byId.put(job.jobsubId(), job);
        bySecret.putIfAbsent(job.jobSecret(), job);
    }

    Optional<Job> find(JobsubId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Whether another job than this has it. */
    boolean othersSecret(String secret, JobsubId job) {
        Job holder = bySecret.get(secret);
        return holder != null && !holder.jobsubId().equals(job);
    }

    Collection<Job> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    List<Job> inOrder() {
        return byId.values().stream().sorted(Comparator.comparingLong(Job::id)).toList();
    }

    Collection<Job> live() {
        return Collections.unmodifiableCollection(live);
    }

    void live(Job job) {
        live.add(job);
    }

    void liveNoMore(Job job) {
        live.remove(job);
    }

    void ended(Job job) {
        ended.add(job);
    }

    /** Drops jobs from memory that ended long ago; their rows stay. */
    void forgetEnded(Instant now) {
        Instant latest = now.minus(ENDED_KEPT);
        Job oldest = ended.peek();
        while (oldest != null
                && (ended.size() > MAX_ENDED || !oldest.times().ended().isAfter(latest))) {
            ended.remove();
            byId.remove(oldest.jobsubId(), oldest);
            bySecret.remove(oldest.jobSecret(), oldest);
            oldest = ended.peek();
        }
    }

    void forget(WorkflowBook workflow) {
        byId.values().removeIf(job -> job.stage().workflow() == workflow);
        bySecret.values().removeIf(job -> job.stage().workflow() == workflow);
        ended.removeIf(job -> job.stage().workflow() == workflow);
    }
}
