package org.muster.webapp.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.workflow.StageRef;
import org.muster.processes.Topic;
import org.muster.protocol.platform.ApprovedProposal;
import org.muster.protocol.platform.LineOutcome;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.TaskDetail;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.proposals.TuningKind.FoundMemory;
import org.muster.webapp.proposals.TuningKind.Need;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** {@link TuningKind} is all there is of its kind, and it goes every way that repairs and the inventory go. */
@RunningWebapp
class NextKindTest {
    private static int megabytes = 2_000;

    private final Door door;
    private final EngineHand hand;
    private final TaskService tasks;

    @Autowired
    NextKindTest(Door door, EngineHand hand, TaskService tasks) {
        this.door = door;
        this.hand = hand;
        this.tasks = tasks;
    }

    @BeforeEach
    void nothingToTune() {
        found();
        megabytes++;
    }

    private void found(Need... needs) {
        door.as("muster-agents").propose(new FoundMemory(List.of(needs)));
    }

    private static Need need() {
        return new Need(StageRef.parse("w7s1"), megabytes);
    }

    private ProposalRow newest() {
        return door.as("sam")
                .proposals(Map.of("kind", "tuning", "limit", "1"))
                .rows()
                .get(0);
    }

    private ProposalId proposed() {
        found(need());
        assertThat(newest().state()).isEqualTo(ProposalState.OPEN);
        return newest().proposal();
    }

    private Task task(ProposalId proposal) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(proposal.toString())
                .singleResult();
    }

    /** As a person does. */
    private Door.Answer submit(ProposalId proposal, String who, Map<String, String> form) {
        return door.post("/api/tasks/" + task(proposal).getId() + "/complete", who, Map.of("fields", form));
    }

    private LineOutcome outcome(ProposalId proposal) {
        List<ProposalLine> lines = door.as("sam")
                .proposalLines(Map.of("proposal", proposal.toString()))
                .rows();
        assertThat(lines).hasSize(1);
        return lines.get(0).outcome();
    }

    @Test
    void itIsDecidedOnTheFormOfAllByTheGroupOfItsOwnAndCarriedOut() {
        ProposalId proposal = proposed();
        Task task = task(proposal);
        assertThat(task.getName()).isEqualTo("Ask for another memory?");
        TaskDetail detail = door.as("sam").task(task.getId());
        assertThat(detail.fields().get(0).choices()).containsExactly("approve", "refuse");
        assertThat(detail.evidence()).containsEntry("proposalText", "w7s1: " + megabytes + " MB");

        assertThat(submit(proposal, "dan", Map.of("decision", "approve")).status())
                .as("data management decides other kinds")
                .isEqualTo(403);
        assertThat(submit(proposal, "sam", Map.of("decision", "approve", "proposalGroup", "x"))
                        .body())
                .as("nothing but the form's fields")
                .contains("proposalGroup");
        assertThat(submit(proposal, "sam", Map.of("decision", "approve")).status())
                .isEqualTo(204);
        assertThat(newest().state()).isEqualTo(ProposalState.APPROVED);
        found(need());
        assertThat(newest().proposal()).as("it is being carried out").isEqualTo(proposal);

        ApprovedProposal approved = door.as("muster-workers").approved(proposal);
        assertThat(approved.kind()).isEqualTo("tuning");
        assertThat(approved.waiting()).extracting(line -> line.as(Need.class)).containsExactly(need());
        hand.answer(Topic.CARRY_OUT_PROPOSAL, Map.of());

        assertThat(newest().state()).isEqualTo(ProposalState.FINISHED);
        assertThat(newest().decidedBy()).contains("sam");
        assertThat(outcome(proposal)).isEqualTo(LineOutcome.DONE);
    }

    @Test
    void aRefusalNeedsItsReasonAndIsRemembered() {
        ProposalId proposal = proposed();
        assertThat(submit(proposal, "sam", Map.of("decision", "refuse")).body()).contains("needs its reason");
        assertThat(submit(proposal, "sam", Map.of("decision", "refuse", "comment", "it leaks; mend it"))
                        .status())
                .isEqualTo(204);

        found(need());

        assertThat(newest().proposal()).isEqualTo(proposal);
        assertThat(newest().state()).isEqualTo(ProposalState.REFUSED);
        assertThat(newest().comment()).contains("it leaks; mend it");
        assertThat(outcome(proposal)).isEqualTo(LineOutcome.WAITING);
        assertThat(door.get("/api/proposals/" + proposal + "/approved", "muster-workers")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void whatIsNoLongerTrueTakesItsTaskWithIt() {
        ProposalId proposal = proposed();

        found();

        assertThat(newest().state()).isEqualTo(ProposalState.WITHDRAWN);
        assertThat(hand.waiting(proposal)).isEmpty();
    }

    @Test
    void pagesShowItAsTheOthers() {
        ProposalId proposal = proposed();
        DeviceLogin dan = new DeviceLogin(door.address());
        dan.signIn("dan");

        assertThat(dan.get("/dashboard/proposals?kind=tuning").body())
                .contains("/dashboard/proposals/" + proposal.number())
                .contains("<option value=\"repairs\"");
        assertThat(dan.get("/dashboard/proposals/" + proposal.number()).body())
                .contains("Ask for another memory?", "w7s1: " + megabytes + " MB", "shifters");
        assertThat(dan.get("/dashboard/proposals?about=w7").body()).contains("w7s1: " + megabytes + " MB");
        assertThat(dan.get("/dashboard/proposals/999999").statusCode()).isEqualTo(404);
        assertThat(dan.get("/dashboard/storages").statusCode()).isEqualTo(200);
    }
}
