package org.muster.benchmarks.crash;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the pilots were told: the only truth that an audit may start from. */
final class Seen {
    /** A file that was handed to a job. */
    record Granted(String did, String job) {}

    private final ConcurrentLinkedQueue<Granted> granted = new ConcurrentLinkedQueue<>();
    private final Map<String, String> processed = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> contradictions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger interrupted = new AtomicInteger();

    void granted(String did, String job) {
        granted.add(new Granted(did, job));
    }

    void processed(String did, String job) {
        String before = processed.put(did, job);
        if (before != null) {
            contradictions.add(did + " was processed by " + before + " and by " + job);
        }
    }

    void contradiction(String what) {
        contradictions.add(what);
    }

    /** A request was not answered, or answered 503: the allocator was away. */
    void interrupted() {
        interrupted.incrementAndGet();
    }

    Iterable<Granted> allGranted() {
        return granted;
    }

    Map<String, String> allProcessed() {
        return processed;
    }

    Iterable<String> contradictions() {
        return contradictions;
    }

    int interruptions() {
        return interrupted.get();
    }

    int grants() {
        return granted.size();
    }
}
