package org.muster.webapp.orchestration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.muster.processes.Gate;
import org.muster.processes.Topic;
import org.muster.protocol.platform.Incident;
import org.muster.webapp.incidents.TakeIncidents;
import org.muster.webapp.proposals.ProposalViews;
import org.muster.webapp.proposals.Proposals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets the processes of proposals that were begun while each kind had its own model go on as those of now, where they are
 * (docs/adr/0024). After {@link ModelDeployer}; on any later start there is none left. Each alone: one that cannot go on is an
 * incident and stays where it is, and keeps neither the others nor the webapp from their work.
 */
@Component
@Order(1)
class FormerProposals implements ApplicationRunner {
    static final String SOURCE = "former-proposals";
    private static final Logger LOG = LoggerFactory.getLogger(FormerProposals.class);

    /** Former models, and where an instance waits when the decision is made. */
    private static final Map<String, String> CARRYING_OUT =
            Map.of("repair-catalogues", "carry-out-repairs", "change-inventory", "apply-inventory");

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final Proposals proposals;
    private final ProposalViews views;
    private final EngineProposals engine;
    private final TransactionOperations transactions;
    private final TakeIncidents incidents;

    FormerProposals(
            RuntimeService runtime,
            TaskService tasks,
            Proposals proposals,
            ProposalViews views,
            EngineProposals engine,
            TransactionOperations transactions,
            TakeIncidents incidents) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.proposals = proposals;
        this.views = views;
        this.engine = engine;
        this.transactions = transactions;
        this.incidents = incidents;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        CARRYING_OUT.forEach((model, work) -> runtime.createProcessInstanceQuery()
                .processDefinitionKey(model)
                .list()
                .forEach(former -> goOnAlone(former, work)));
    }

    private void goOnAlone(ProcessInstance former, String work) {
        String subject = former.getBusinessKey();
        try {
            transactions.executeWithoutResult(status -> goOn(former, work));
            incidents.over(List.of(new Incident(SOURCE, subject, "")), SOURCE);
        } catch (RuntimeException e) {
            LOG.error("{} does not go on", subject, e);
            incidents.told(List.of(new Incident(SOURCE, subject, reason(e))), SOURCE);
        }
    }

    private static String reason(RuntimeException problem) {
        return "It cannot be decided, because it does not go on by the model of all proposals; the next start of the webapp tries"
                + " again: " + problem.getMessage();
    }

    private void goOn(ProcessInstance former, String work) {
        boolean decided = runtime.getActiveActivityIds(former.getId()).contains(work);
        String place = decided ? Topic.CARRY_OUT_PROPOSAL.topic() : Gate.DECIDE_PROPOSAL.key();
        proposals.formerly(former.getBusinessKey()).ifPresent(proposal -> {
            ProcessInstance now = engine.begin(views.detail(proposal), place);
            Optional<Task> before = task(former);
            task(now).ifPresent(task -> before.ifPresent(taken -> keep(taken, task)));
            LOG.info("{} goes on as {}", former.getBusinessKey(), proposal);
        });
        runtime.deleteProcessInstance(former.getId(), "goes on by the model of all proposals", true, true, true, false);
    }

    private Optional<Task> task(ProcessInstance process) {
        return Optional.ofNullable(
                tasks.createTaskQuery().processInstanceId(process.getId()).singleResult());
    }

    /** Whoever had taken the task has it, and it is due when it was. */
    private void keep(Task before, Task now) {
        now.setAssignee(before.getAssignee());
        now.setDueDate(before.getDueDate());
        now.setFollowUpDate(before.getFollowUpDate());
        tasks.saveTask(now);
    }
}
