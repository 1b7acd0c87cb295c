package org.muster.webapp.workflows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.muster.domain.event.EventType;
import org.muster.domain.failure.Problems;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.domain.workflow.WorkflowTrigger;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiRefused;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way out for a workflow whose process cannot go on: it ends where it stands, with the allocator, in the engine and in our
 * tables alike, and the event says who wanted it and why. Outputs so far are kept.
 */
@Component
public class WithdrawWorkflow {
    private static final int NOTHING = 404;

    private final Workflows workflows;
    private final WorkflowProcess process;
    private final WorkflowMoves moves;
    private final AllocatorClient allocator;
    private final TransactionTemplate transactions;

    WithdrawWorkflow(
            Workflows workflows,
            WorkflowProcess process,
            WorkflowMoves moves,
            AllocatorClient allocator,
            TransactionTemplate transactions) {
        this.workflows = workflows;
        this.process = process;
        this.moves = moves;
        this.allocator = allocator;
        this.transactions = transactions;
    }

    /** Of a workflow of its own: one of a campaign is a step of the campaign's process, and goes with it. */
    void withdraw(WorkflowId id, Person person, String reason) {
        requireReason(reason);
        Workflow workflow = workflows.find(id).orElseThrow(() -> RefusedRequest.notFound("workflow " + id));
        workflow.campaign().ifPresent(campaign -> {
            throw RefusedRequest.conflict("Workflow " + id + " is a step of campaign " + campaign
                    + ": finish the workflow, or withdraw the campaign.");
        });
        if (workflow.state().terminal()) {
            throw RefusedRequest.conflict("Workflow " + id + " is " + workflow.state() + " already.");
        }
        withdraw(List.of(workflow), person, reason, () -> {
            process.withdraw(id, person.name() + ": " + reason);
            return List.of(workflow);
        });
    }

    /**
     * The allocator hears of it before, so that nothing is withdrawn while it is away, and after, because a worker may just have been
     * opening a workflow there.
     *
     * @param some those that are known beforehand
     * @param rest what else is to happen in the same transaction, before the workflows move; answers which do, because some may have
     *     been made or have ended since
     */
    public void withdraw(List<Workflow> some, Person person, String reason, Supplier<List<Workflow>> rest) {
        some.forEach(this::close);
        List<Workflow> withdrawn = new ArrayList<>();
        transactions.executeWithoutResult(status -> {
            withdrawn.addAll(rest.get());
            withdrawn.forEach(workflow -> moves.move(
                    workflow.id(),
                    WorkflowTrigger.WITHDRAW,
                    person.name(),
                    Absent.ifEmpty(reason),
                    EventType.UNDEFINED));
        });
        withdrawn.forEach(this::close);
    }

    public static void requireReason(String reason) {
        Problems problems = new Problems();
        WorkflowLimits.REASON.check(reason, "reason", problems);
        if (!problems.none()) {
            throw RefusedRequest.invalid("A reason is needed.", problems.list());
        }
    }

    private void close(Workflow workflow) {
        try {
            allocator.close(workflow.id());
        } catch (ApiRefused refused) {
            if (refused.status() != NOTHING) {
                throw refused;
            }
        }
    }
}
