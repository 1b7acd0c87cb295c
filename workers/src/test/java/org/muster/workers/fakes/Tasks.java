package org.muster.workers.fakes;

import java.util.Map;
import org.muster.processes.Variable;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;

/** Runs a handler on a task of workflow 7 of campaign 1. */
public final class Tasks {
    private Tasks() {}

    public static Outcome run(TaskHandler handler) {
        return run(handler, Map.of(Variable.CAMPAIGN_ID, 1, Variable.WORKFLOW_ID, 7));
    }

    public static Outcome run(TaskHandler handler, Map<Variable, Object> values) {
        return handler.handle(new Task("t", "w7", values));
    }

    /** A variable of a task that is done. */
    public static Object value(Outcome outcome, Variable variable) {
        if (outcome instanceof Outcome.Done done && done.variables().containsKey(variable)) {
            return done.variables().getOrDefault(variable, "");
        }
        throw new AssertionError("no " + variable + " in " + outcome);
    }
}
