package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.processes.Topic;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processes that a webapp with a model for each kind has left behind, with the rows as the scripts have carried them over. */
@RunningWebapp
class FormerProposalsTest {
    private static final List<String> MODELS = List.of(
            "repair-catalogues.bpmn", "change-inventory.bpmn", "approve-repairs.form", "approve-inventory.form");
    private static final String MISSING = """
            {"kind": "missing_in_rucio", "did": "s:a", "dataset": "s:d", "stage": "w1s1", "output_id": 1,
             "size_bytes": 100, "detail": "", "seen_at": "2026-11-01T09:00:00Z"}
            """;
    private static int number = 900_000;

    private final Door door;
    private final EngineHand hand;
    private final FormerProposals former;
    private final RepositoryService models;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final JdbcClient jdbc;
    private String deployment = "";

    @Autowired
    FormerProposalsTest(
            Door door,
            EngineHand hand,
            FormerProposals former,
            RepositoryService models,
            RuntimeService runtime,
            TaskService tasks,
            JdbcClient jdbc) {
        this.door = door;
        this.hand = hand;
        this.former = former;
        this.models = models;
        this.runtime = runtime;
        this.tasks = tasks;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void deploy() {
        door.as("muster-agents").propose(new ReconciliationReport(0, 0, true, List.of()));
        door.as("muster-agents")
                .propose(new FoundInventory(new Inventory(List.of(), List.of(), List.of(), List.of()), List.of()));
        DeploymentBuilder builder = models.createDeployment().name("former models");
        MODELS.forEach(model -> builder.addClasspathResource("former-models/" + model));
        deployment = builder.deploy().getId();
        number++;
    }

    @AfterEach
    void takeAway() {
        models.deleteDeployment(deployment, true);
    }

    private ProposalId row(String kind, String state, String key, String line) {
        int id = jdbc.sql("""
                insert into muster.proposal (kind, state, content, found_at, former_key)
                values (:kind, :state, '{"sites":[],"storages":[],"distances":[],"quotas":[]}', now(), :key) returning id
                """)
                .param("kind", kind)
                .param("state", state)
                .param("key", key)
                .query(Integer.class)
                .single();
        jdbc.sql("""
                insert into muster.proposal_line (proposal_id, fingerprint, what, about, content)
                values (:id, :key, 'x', array['x'], cast(:line as jsonb))
                """).param("id", id).param("key", key).param("line", line).update();
        return new ProposalId(id);
    }

    private ProcessInstance begun(String model, String key, String place) {
        return runtime.createProcessInstanceByKey(model)
                .businessKey(key)
                .startBeforeActivity(place)
                .execute();
    }

    private ProposalState state(ProposalId proposal) {
        return door.as("sam").proposal(proposal).proposal().state();
    }

    @Test
    void anOpenTaskIsDecidedAfterTheUpgradeByWhoeverHadTakenIt() {
        String key = "r" + number;
        ProposalId proposal = row("repairs", "open", key, MISSING);
        begun("repair-catalogues", key, "approve-repairs");
        Task taken = tasks.createTaskQuery().processInstanceBusinessKey(key).singleResult();
        taken.setAssignee("dan");
        taken.setDueDate(Date.from(Instant.parse("2126-12-01T00:00:00Z")));
        tasks.saveTask(taken);

        former.run(new DefaultApplicationArguments());
        former.run(new DefaultApplicationArguments());

        assertThat(hand.waiting(key)).isEmpty();
        Task now = tasks.createTaskQuery()
                .processInstanceBusinessKey(proposal.toString())
                .singleResult();
        assertThat(now.getAssignee()).isEqualTo("dan");
        assertThat(now.getDueDate()).isEqualTo(taken.getDueDate());
        assertThat(now.getName()).isEqualTo("Repair the catalogues?");
        assertThat(tasks.getVariable(now.getId(), "proposalText").toString()).startsWith("1 file, 100 bytes in all");
        assertThat(hand.complete(proposal, "decide-proposal", "dan", Map.of("decision", "approve"))
                        .status())
                .isEqualTo(204);
        hand.answer(Topic.CARRY_OUT_PROPOSAL, Map.of());
        assertThat(state(proposal)).isEqualTo(ProposalState.FINISHED);
    }

    @Test
    void whatWasBeingCarriedOutGoesOn() {
        String key = "i" + number;
        ProposalId proposal = row(
                "inventory",
                "approved",
                key,
                "{\"subject\": \"site\", \"name\": \"X\", \"change\": \"added\", \"text\": \"site X: added\"}");
        begun("change-inventory", key, "apply-inventory");

        former.run(new DefaultApplicationArguments());

        assertThat(hand.waiting(proposal)).as("nobody is asked again").isEmpty();
        assertThat(door.as("muster-workers").approved(proposal).waiting()).hasSize(1);
        hand.answer(Topic.CARRY_OUT_PROPOSAL, Map.of());
        assertThat(state(proposal)).isEqualTo(ProposalState.FINISHED);
    }

    @Test
    void oneThatCannotGoOnKeepsNoOtherFromIt() {
        String spoilt = "r" + number;
        ProposalId unreadable = row("repairs", "open", spoilt, "{\"kind\": \"of_another_time\"}");
        begun("repair-catalogues", spoilt, "approve-repairs");
        ProposalId good = row(
                "inventory",
                "open",
                "i" + number,
                "{\"subject\": \"site\", \"name\": \"X\", \"change\": \"added\", \"text\": \"site X: added\"}");
        begun("change-inventory", "i" + number, "approve-inventory");

        former.run(new DefaultApplicationArguments());

        assertThat(hand.waiting(good)).isNotEmpty();
        assertThat(hand.waiting(spoilt)).as("it stays where it is").isNotEmpty();
        assertThat(openIncidents()).containsExactly(spoilt);

        jdbc.sql("update muster.proposal_line set content = cast(:content as jsonb) where proposal_id = :id")
                .param("content", MISSING)
                .param("id", unreadable.number())
                .update();
        former.run(new DefaultApplicationArguments());

        assertThat(hand.waiting(spoilt)).isEmpty();
        assertThat(hand.waiting(unreadable)).isNotEmpty();
        assertThat(openIncidents()).isEmpty();
    }

    private List<String> openIncidents() {
        return door.as("sam").incidents(Map.of("open", "true", "source", FormerProposals.SOURCE)).rows().stream()
                .map(IncidentRow::subject)
                .toList();
    }

    @Test
    void formerAddressesLeadToIt() {
        String key = "r" + number;
        ProposalId proposal = row("repairs", "finished", key, """
                {"kind": "rule_missing", "did": "s:d", "dataset": "s:d", "stage": "w1s1", "output_id": 1,
                 "size_bytes": 0, "detail": "", "seen_at": "2026-11-01T09:00:00Z"}
                """);
        DeviceLogin sam = new DeviceLogin(door.address());
        sam.signIn("sam");

        assertThat(sam.get("/dashboard/repairs?list=" + number).uri().getPath())
                .isEqualTo("/dashboard/proposals/" + proposal.number());
        assertThat(sam.get("/dashboard/inventory").uri()).hasQuery("kind=inventory");
    }
}
