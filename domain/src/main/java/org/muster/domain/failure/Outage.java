package org.muster.domain.failure;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A trouble that lasts: told once when it begins and once when it is over, however often it is met in between. */
public final class Outage {
    private final Consumer<Exception> begun;
    private final Runnable ended;
    private final AtomicBoolean lasting = new AtomicBoolean();

    public Outage(Consumer<Exception> begun, Runnable ended) {
        this.begun = begun;
        this.ended = ended;
    }

    public boolean lasting() {
        return lasting.get();
    }

    public void met(Exception trouble) {
        if (lasting.compareAndSet(false, true)) {
            begun.accept(trouble);
        }
    }

    public void over() {
        if (lasting.compareAndSet(true, false)) {
            ended.run();
        }
    }
}
