package org.muster.processes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.muster.domain.identity.EngineName;
import org.muster.domain.workflow.WorkflowState;
import org.muster.domain.workflow.WorkflowTrigger;

/** The six beans that the models name, keeping state as the webapp's do: an illegal move or answer fails the test. */
final class StandIns {
    final WorkflowLife workflowLife = new WorkflowLife();
    final CampaignLife campaignLife = new CampaignLife();
    final ProposalLife proposalLife = new ProposalLife();
    final SliceLife sliceLife = new SliceLife();
    final Gates gates = new Gates();
    final PlanVariables planVariables = new PlanVariables();

    void forget() {
        workflowLife.states.clear();
        campaignLife.moves.clear();
        proposalLife.finished.clear();
        sliceLife.waiting.clear();
        gates.decisions.clear();
    }

    /** Bean {@code workflowLife}. */
    public static final class WorkflowLife {
        private final Map<Integer, WorkflowState> states = new HashMap<>();

        public void move(DelegateExecution execution, String trigger) {
            int workflow = ((Number) execution.getVariable(Variable.WORKFLOW_ID.variable())).intValue();
            if (!("w" + workflow).equals(execution.getProcessBusinessKey())) {
                throw new IllegalStateException("business key " + execution.getProcessBusinessKey());
            }
            if (WorkflowTrigger.valueOf(trigger) == WorkflowTrigger.SUBMIT) {
                Object counters = execution.getVariable(Variable.COUNTERS.variable());
                execution.setVariable(
                        Variable.IN_TEST_SCOPE.variable(),
                        "usertests".equals(execution.getVariable(Variable.SCOPE.variable())));
                execution.setVariable(
                        Variable.WITHIN_ALLOWANCE.variable(),
                        counters instanceof Number number && number.intValue() <= 100);
            }
            WorkflowState from = states.getOrDefault(workflow, WorkflowState.DRAFT);
            states.put(workflow, WorkflowState.TRANSITIONS.require(from, WorkflowTrigger.valueOf(trigger)));
        }

        public void leave(DelegateExecution execution) {
            int workflow = ((Number) execution.getVariable(Variable.WORKFLOW_ID.variable())).intValue();
            if (!execution.isCanceled() && state(workflow) != WorkflowState.FINISHED) {
                throw new IllegalStateException("workflow " + workflow + " is " + state(workflow));
            }
        }

        WorkflowState state(int workflow) {
            return states.getOrDefault(workflow, WorkflowState.DRAFT);
        }
    }

    /** Bean {@code campaignLife}. */
    public static final class CampaignLife {
        private final List<CampaignMove> moves = new ArrayList<>();

        public void move(DelegateExecution execution, String move) {
            if (!execution.getProcessBusinessKey().startsWith("c")) {
                throw new IllegalStateException("business key " + execution.getProcessBusinessKey());
            }
            moves.add(CampaignMove.valueOf(move));
            execution.setVariable(Variable.STEP_REACHED.variable(), "");
        }

        public void reach(DelegateExecution execution, String move) {
            execution.setVariable(Variable.STEP_REACHED.variable(), move);
        }

        public void leave(DelegateExecution execution, String move) {
            if (!execution.isCanceled() && !move.equals(execution.getVariable(Variable.STEP_REACHED.variable()))) {
                throw new IllegalStateException("the step " + move + " is left before its end");
            }
        }

        List<CampaignMove> moves() {
            return List.copyOf(moves);
        }
    }

    /** Bean {@code planVariables}: the plan is what the story began with. */
    public static final class PlanVariables {
        public void set(DelegateExecution execution) {
            execution.setVariable(Variable.PLAN_TEXT.variable(), "the plan with its samples");
        }
    }

    /** Bean {@code proposalLife}. */
    public static final class ProposalLife {
        private final List<String> finished = new ArrayList<>();

        public void finish(DelegateExecution execution) {
            finished.add(execution.getProcessBusinessKey());
        }

        List<String> finished() {
            return List.copyOf(finished);
        }
    }

    /** Bean {@code sliceLife}. */
    public static final class SliceLife {
        private final Deque<Integer> waiting = new ArrayDeque<>();

        public void offer(DelegateExecution execution, Collection<? extends Number> rows, Number offset) {
            if (!execution.getProcessBusinessKey().startsWith("c")) {
                throw new IllegalStateException("business key " + execution.getProcessBusinessKey());
            }
            rows.forEach(row -> waiting.add(row.intValue() + offset.intValue()));
        }

        /** Orders in the plan of the slices that wait, first come first. */
        Deque<Integer> waiting() {
            return waiting;
        }
    }

    /** Bean {@code gates}. */
    public static final class Gates {
        private final List<Decision> decisions = new ArrayList<>();

        public String assignee(String person) {
            return EngineName.of(person);
        }

        public void record(DelegateTask task) {
            Gate gate = Gate.ofKey(task.getTaskDefinitionKey()).orElseThrow();
            String answer = Objects.requireNonNullElse(
                            task.getVariable(gate.variable().variable()), "")
                    .toString();
            Object comment = task.getVariable(Variable.COMMENT.variable());
            if (!gate.answers().isEmpty() && !gate.answers().contains(answer)) {
                throw new IllegalArgumentException("'" + answer + "' is no answer to " + gate);
            }
            if (Gate.refusal(answer) && comment == null) {
                throw new IllegalArgumentException("a refusal needs its reason");
            }
            decisions.add(new Decision(gate, answer, comment == null ? "" : comment.toString()));
        }

        List<Decision> decisions() {
            return List.copyOf(decisions);
        }
    }

    record Decision(Gate gate, String answer, String comment) {}
}
