package org.muster.webapp.incidents;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.domain.identity.Role;
import org.muster.domain.subject.Subject;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.Incident;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.incidents.Incidents.Attention;
import org.muster.webapp.incidents.Incidents.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it that somebody is asked about each incident, once: a workflow that runs is paused with the reason, which asks
 * already; everything else gets a task. Nobody is asked about what is over.
 */
@Component
public class TakeIncidents {
    private static final Logger LOG = LoggerFactory.getLogger(TakeIncidents.class);

    private final Incidents incidents;
    private final IncidentProcess process;
    private final TroubledWorkflows workflows;
    private final TransactionTemplate transactions;

    private enum Mending {
        BY_SUBJECT,
        BY_ADMINISTRATORS
    }

    TakeIncidents(
            Incidents incidents,
            IncidentProcess process,
            TroubledWorkflows workflows,
            TransactionTemplate transactions) {
        this.incidents = incidents;
        this.process = process;
        this.workflows = workflows;
        this.transactions = transactions;
    }

    /** @param program who tells it */
    public void told(List<Incident> told, String program) {
        each(told, incident -> told(incident, program, Mending.BY_SUBJECT));
    }

    /** What nobody else can mend, and no pause of a workflow makes better. */
    void toldToAdministrators(List<Incident> told, String program) {
        each(told, incident -> told(incident, program, Mending.BY_ADMINISTRATORS));
    }

    public void over(List<Incident> ended, String program) {
        each(ended, incident -> over(incident, program));
    }

    /** One that cannot be kept is told again later; the others are kept. */
    private static void each(List<Incident> incidents, Consumer<Incident> taking) {
        if (incidents.size() > Incident.MAX_TOLD) {
            throw RefusedRequest.conflict("At most " + Incident.MAX_TOLD + " incidents are told at once.");
        }
        for (Incident incident : incidents) {
            try {
                taking.accept(incident);
            } catch (RuntimeException e) {
                LOG.error("The incident {} of {} is not kept", incident.subject(), incident.source(), e);
            }
        }
    }

    private void told(Incident incident, String program, Mending mending) {
        Kept kept = transactions.execute(status -> incidents.told(incident));
        Optional<WorkflowId> workflow = workflow(incident);
        if (kept == null || !unattended(kept, workflow)) {
            return;
        }
        if (kept.times() == 1) {
            workflow.ifPresent(id -> workflows.begun(id, program, words(incident)));
        }
        // A pause that is not possible must not undo the rest, so it is not in the same transaction.
        if (mending == Mending.BY_SUBJECT
                && kept.attention().isEmpty()
                && workflow.map(id -> workflows.pause(id, program, words(incident)))
                        .orElse(false)) {
            incidents.asked(kept.id(), Attention.PAUSE);
            return;
        }
        transactions.executeWithoutResult(status -> {
            process.startIncident(
                    kept.id(),
                    "Look at " + incident.subject() + ": " + incident.source(),
                    words(incident),
                    mending == Mending.BY_ADMINISTRATORS ? Role.ADMIN : mender(incident));
            incidents.asked(kept.id(), Attention.TASK);
        });
    }

    private static Role mender(Incident incident) {
        Subject subject = Subject.parse(incident.subject());
        return subject instanceof Subject.OfCampaign || subject.workflow().isPresent() ? Role.SHIFTER : Role.ADMIN;
    }

    /** Also when what a person has decided did not help. */
    private boolean unattended(Kept kept, Optional<WorkflowId> workflow) {
        return kept.attention()
                .map(asked -> switch (asked) {
                    case PAUSE -> workflow.filter(workflows::runs).isPresent();
                    case TASK -> kept.answered();
                })
                .orElse(true);
    }

    private void over(Incident incident, String program) {
        transactions.executeWithoutResult(status -> incidents.over(incident).ifPresent(kept -> {
            if (kept.attention().filter(Attention.TASK::equals).isPresent() && !kept.answered()) {
                process.withdrawIncident(kept.id());
            }
            workflow(incident).ifPresent(id -> workflows.over(id, program, incident.source() + " works again"));
        }));
    }

    private static String words(Incident incident) {
        return incident.source() + ": " + incident.reason();
    }

    private static Optional<WorkflowId> workflow(Incident incident) {
        return Subject.parse(incident.subject()).workflow();
    }
}
