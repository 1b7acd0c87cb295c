package org.muster.workers.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.client.exception.ExternalTaskClientException;
import org.camunda.bpm.client.exception.NotFoundException;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskService;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.InWords;
import org.muster.processes.Variable;
import org.muster.protocol.http.ApiRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One task while it is ours. Only its own runs and the extension of its lock touch it. */
final class HeldTask {
    /** Tries of a task that fails; the engine shows an incident after the last. */
    static final int MAX_TRIES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(HeldTask.class);
    private static final int PAUSE_GROWTH = 3;

    /** Characters of a failure's short message that the engine keeps. */
    private static final int MAX_MESSAGE = 600;

    private final ExternalTask task;
    private final ExternalTaskService engine;
    private final TaskHandler handler;
    private final RuntimeSettings settings;
    private final Clock clock;
    private final StuckTasks stuck;
    private final Instant waitingSince;
    private volatile boolean gone;

    HeldTask(
            ExternalTask task,
            ExternalTaskService engine,
            TaskHandler handler,
            RuntimeSettings settings,
            Clock clock,
            StuckTasks stuck) {
        this.stuck = stuck;
        this.task = task;
        this.engine = engine;
        this.handler = handler;
        this.settings = settings;
        this.clock = clock;
        Date created = task.getCreateTime();
        this.waitingSince = created == null ? clock.instant() : created.toInstant();
    }

    String id() {
        return task.getId();
    }

    /** Whether the task is to be looked at again; otherwise it is reported, or somebody else's. */
    enum Next {
        AGAIN,
        OVER
    }

    Next run() {
        if (gone) {
            return Next.OVER;
        }
        Outcome outcome = attempt();
        if (outcome instanceof Outcome.RetryLater later) {
            if (clock.instant().isBefore(waitingSince.plus(settings.waitingLimit()))) {
                LOG.debug("{} waits: {}", this, later.waitingFor());
                return Next.AGAIN;
            }
            outcome = new Outcome.Failed(
                    "waited for " + settings.waitingLimit().toHours() + " hours: " + later.waitingFor());
            report(outcome, 0);
            return Next.OVER;
        }
        report(outcome, triesLeft() - 1);
        return Next.OVER;
    }

    /** Keeps the task ours. */
    void extend() {
        try {
            engine.extendLock(task, settings.lock().toMillis());
        } catch (NotFoundException e) {
            gone = true;
        } catch (ExternalTaskClientException e) {
            LOG.debug("The lock of {} was not extended: {}", this, e.getMessage());
        } catch (RuntimeException e) {
            // Thrown on, it would end the timer's turns for this task, and the lock with them.
            LOG.error("The lock of {} was not extended", this, e);
        }
    }

    /** Lets others have it. */
    void giveBack() {
        gone = true;
        try {
            engine.unlock(task);
        } catch (ExternalTaskClientException e) {
            LOG.debug("{} was not given back: {}", this, e.getMessage());
        }
    }

    private Outcome attempt() {
        try {
            return handler.handle(new Task(task.getId(), businessKey(), values()));
        } catch (ExternalSystemUnavailable e) {
            return new Outcome.RetryLater(String.valueOf(e.getMessage()));
        } catch (ApiRefused e) {
            return new Outcome.Failed(e.status() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("{} failed", this, e);
            return new Outcome.Failed(InWords.of(e, "workers"));
        }
    }

    private String businessKey() {
        String key = task.getBusinessKey();
        return key == null ? "" : key;
    }

    private Map<Variable, Object> values() {
        Map<Variable, Object> values = new EnumMap<>(Variable.class);
        for (Variable variable : handler.reads()) {
            Object value = task.getVariable(variable.variable());
            if (value != null) {
                values.put(variable, value);
            }
        }
        return values;
    }

    private int triesLeft() {
        Integer retries = task.getRetries();
        return retries == null ? MAX_TRIES : retries;
    }

    private void report(Outcome outcome, int triesLeft) {
        try {
            if (outcome instanceof Outcome.Done done) {
                Map<String, Object> variables = new HashMap<>();
                done.variables().forEach((variable, value) -> variables.put(variable.variable(), value));
                engine.complete(task, variables);
                LOG.info("{} is done.", this);
                notStuck();
            } else if (outcome instanceof Outcome.Refused refused) {
                engine.handleBpmnError(task, refused.code(), refused.message());
                LOG.info("{} is refused: {}", this, refused.message());
                notStuck();
            } else if (outcome instanceof Outcome.Failed failed) {
                fail(failed.problem(), triesLeft);
            }
        } catch (NotFoundException e) {
            LOG.info("{} is not ours any more.", this);
        } catch (ExternalTaskClientException e) {
            // The lock runs out, the task comes again, and the handler does it again.
            LOG.warn("What became of {} could not be reported: {}", this, e.getMessage());
        }
    }

    private void fail(String problem, int triesLeft) {
        LOG.warn("{} failed, {} tries left: {}", this, triesLeft, problem);
        Duration pause = settings.retryPause();
        for (int used = MAX_TRIES - 1; used > triesLeft; used--) {
            pause = pause.multipliedBy(PAUSE_GROWTH);
        }
        String message = problem.length() > MAX_MESSAGE ? problem.substring(0, MAX_MESSAGE) : problem;
        engine.handleFailure(task, message, problem, Math.max(0, triesLeft), pause.toMillis());
        if (triesLeft <= 0) {
            stuck.begin(task.getTopicName(), businessKey(), problem);
        }
    }

    /** It may have been, if it was ever tried before. */
    private void notStuck() {
        if (task.getRetries() != null) {
            stuck.over(task.getTopicName(), businessKey());
        }
    }

    @Override
    public String toString() {
        return task.getTopicName() + " of " + businessKey();
    }
}
