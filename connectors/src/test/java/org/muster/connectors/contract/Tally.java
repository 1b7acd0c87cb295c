package org.muster.connectors.contract;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints after each suite what passed, what failed, and what was skipped and why, so that a build's log shows it. */
public final class Tally implements TestWatcher, AfterAllCallback {
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Map<String, Integer> skipped = new TreeMap<>();

    @Override
    public void testSuccessful(ExtensionContext context) {
        passed.incrementAndGet();
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        failed.incrementAndGet();
    }

    @Override
    public void testAborted(ExtensionContext context, Throwable cause) {
        skip(String.valueOf(cause.getMessage()));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        skip(reason.orElse("disabled"));
    }

    private synchronized void skip(String reason) {
        skipped.merge(reason.replace("Assumption failed: ", ""), 1, Integer::sum);
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        int left = skipped.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "Contract %s: %d passed, %d failed, %d skipped%s%n",
                context.getDisplayName(), passed.get(), failed.get(), left, left == 0 ? "" : " " + skipped.keySet());
    }
}
