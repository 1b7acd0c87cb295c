package org.muster.agents.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** One thread for each agent, from the start of the process to its end. */
@Component
final class AgentLoops implements SmartLifecycle {
    /** A step that is under way at shutdown has this long to end. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final List<AgentLoop> loops;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    AgentLoops(List<Agent> agents, Pace pace, Clock clock, MeterRegistry meters, SetAside setAside) {
        agents.forEach(agent -> meters.gauge(
                "muster.agent.subjects",
                Tags.of("agent", agent.name()),
                setAside,
                subjects -> subjects.inTurn(agent.name())));
        this.loops = agents.stream()
                .map(agent -> new AgentLoop(agent, pace, clock, meters))
                .toList();
    }

    @Override
    public void start() {
        running = true;
        for (AgentLoop loop : loops) {
            Thread thread = new Thread(() -> run(loop), "agent-" + loop.name());
            threads.add(thread);
            thread.start();
        }
    }

    private void run(AgentLoop loop) {
        try {
            while (running) {
                Thread.sleep(loop.step().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(SHUTDOWN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
