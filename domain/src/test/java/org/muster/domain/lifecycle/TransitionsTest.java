package org.muster.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.InputFileTrigger;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobTrigger;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.proposal.ProposalTrigger;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowState;
import org.muster.domain.workflow.WorkflowTrigger;

class TransitionsTest {
    @Test
    void everyPairIsEitherAnEdgeOrRefusedWithAReason() {
        Set<Transition<WorkflowState, WorkflowTrigger>> listed = new HashSet<>(WorkflowState.TRANSITIONS.edges());
        for (WorkflowState from : WorkflowState.values()) {
            for (WorkflowTrigger trigger : WorkflowTrigger.values()) {
                Move<WorkflowState, WorkflowTrigger> move = WorkflowState.TRANSITIONS.next(from, trigger);
                if (move instanceof Move.Legal<WorkflowState, WorkflowTrigger> legal) {
                    assertThat(listed).contains(new Transition<>(from, trigger, legal.to()));
                } else {
                    assertThat(((Move.Illegal<WorkflowState, WorkflowTrigger>) move).reason())
                            .contains("in state " + from);
                    assertThat(listed).noneMatch(edge -> edge.from() == from && edge.trigger() == trigger);
                }
            }
        }
    }

    @Test
    void statesWithoutAWayOutAreExactlyTheTerminalOnes() {
        for (WorkflowState state : WorkflowState.values()) {
            assertThat(state.terminal())
                    .as(state.toString())
                    .isEqualTo(state == WorkflowState.FINISHED || state == WorkflowState.DELETED);
        }
        for (InputFileState state : InputFileState.values()) {
            boolean wayOut = InputFileState.TRANSITIONS.edges().stream()
                    .anyMatch(edge -> edge.from() == state && state != InputFileState.NOTFOUND);
            assertThat(state.terminal()).as(state.toString()).isNotEqualTo(wayOut);
        }
        for (JobState state : JobState.values()) {
            boolean wayOut = JobState.TRANSITIONS.edges().stream().anyMatch(edge -> edge.from() == state);
            assertThat(state.terminal()).as(state.toString()).isNotEqualTo(wayOut);
        }
    }

    @Test
    void aFileThatWasNotFoundCanOnlyBeFound() {
        assertThat(InputFileState.TRANSITIONS.edges())
                .filteredOn(edge -> edge.from() == InputFileState.NOTFOUND)
                .containsExactly(
                        new Transition<>(InputFileState.NOTFOUND, InputFileTrigger.FIND, InputFileState.UNALLOCATED));
    }

    @Test
    void aProposalIsDecidedOnceAndOnlyWhatIsApprovedIsCarriedOut() {
        assertThat(ProposalState.TRANSITIONS.edges())
                .containsExactly(
                        new Transition<>(ProposalState.OPEN, ProposalTrigger.APPROVE, ProposalState.APPROVED),
                        new Transition<>(ProposalState.OPEN, ProposalTrigger.REFUSE, ProposalState.REFUSED),
                        new Transition<>(ProposalState.OPEN, ProposalTrigger.WITHDRAW, ProposalState.WITHDRAWN),
                        new Transition<>(ProposalState.APPROVED, ProposalTrigger.FINISH, ProposalState.FINISHED));
    }

    @Test
    void workflowThatIsClosedInTheLedgerIsNeverOpenedAgain() {
        assertThat(LedgerStatus.TRANSITIONS.edges())
                .containsExactly(
                        new Transition<>(LedgerStatus.OPEN, LedgerStatus.Trigger.PAUSE, LedgerStatus.PAUSED),
                        new Transition<>(LedgerStatus.OPEN, LedgerStatus.Trigger.CLOSE, LedgerStatus.CLOSED),
                        new Transition<>(LedgerStatus.PAUSED, LedgerStatus.Trigger.RESUME, LedgerStatus.OPEN),
                        new Transition<>(LedgerStatus.PAUSED, LedgerStatus.Trigger.CLOSE, LedgerStatus.CLOSED));
    }

    @Test
    void aLiveFileCanAlwaysEnd() {
        for (InputFileState state : InputFileState.values()) {
            if (state.live()) {
                assertThat(InputFileState.TRANSITIONS.allows(state, InputFileTrigger.GIVE_BACK))
                        .isTrue();
                assertThat(InputFileState.TRANSITIONS.allows(state, InputFileTrigger.EXHAUST))
                        .isTrue();
            }
        }
    }

    @Test
    void aLiveJobCanAlwaysStall() {
        for (JobState state : JobState.values()) {
            assertThat(JobState.TRANSITIONS.allows(state, JobTrigger.STALL))
                    .as(state.toString())
                    .isEqualTo(!state.terminal());
        }
    }

    @Test
    void everyStateIsReachedOrIsAStart() {
        Set<WorkflowState> reached = new HashSet<>(Set.of(WorkflowState.DRAFT));
        WorkflowState.TRANSITIONS.edges().forEach(edge -> reached.add(edge.to()));
        assertThat(reached).containsExactlyInAnyOrderElementsOf(Arrays.asList(WorkflowState.values()));
        Set<OutputFileState> outputs = new HashSet<>(Set.of(OutputFileState.RECORDED));
        OutputFileState.TRANSITIONS.edges().forEach(edge -> outputs.add(edge.to()));
        assertThat(outputs).containsExactlyInAnyOrderElementsOf(Arrays.asList(OutputFileState.values()));
    }

    @Test
    void aSecondMoveForTheSameStateAndTriggerIsADefect() {
        Transitions.Builder<WorkflowState, WorkflowTrigger> table = Transitions.<WorkflowState, WorkflowTrigger>table()
                .move(WorkflowState.DRAFT, WorkflowTrigger.SUBMIT, WorkflowState.SUBMITTED);
        assertThatThrownBy(() -> table.move(WorkflowState.DRAFT, WorkflowTrigger.SUBMIT, WorkflowState.DELETED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two moves");
    }

    @Test
    void requireRefusesWhatTheTableDoesNotList() {
        assertThatThrownBy(() -> WorkflowState.TRANSITIONS.require(WorkflowState.FINISHED, WorkflowTrigger.PAUSE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("pause is not possible in state finished");
    }
}
