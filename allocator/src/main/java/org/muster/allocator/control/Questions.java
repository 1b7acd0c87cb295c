package org.muster.allocator.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.allocator.ledger.questions.ExplainMatching;
import org.muster.allocator.ledger.questions.ExplainMatching.Subject;
import org.muster.allocator.ledger.questions.ExplainMatching.Where;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

/** Reads what somebody wants explained from the parameters of a query. */
final class Questions {
    private static final Set<String> SUBJECTS = Set.of("workflow", "stage", "job", "file");
    private static final String SITE = "site";
    private static final String ENTRY = "entry";

    private Questions() {}

    static ExplainMatching whyNot(Map<String, String> asked) {
        List<String> unknown = asked.keySet().stream()
                .filter(name -> !SUBJECTS.contains(name) && !name.equals(SITE) && !name.equals(ENTRY))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new AuthorisedCall.Bad(
                    400,
                    "there is no parameter " + unknown.get(0)
                            + "; ask about a workflow, stage, site, entry, job or file");
        }
        List<String> named =
                asked.keySet().stream().filter(SUBJECTS::contains).sorted().toList();
        Optional<SiteName> site = Optional.ofNullable(asked.get(SITE)).map(SiteName::new);
        if (named.size() > 1) {
            throw new AuthorisedCall.Bad(400, "ask about one thing, not about " + String.join(" and ", named));
        }
        if (named.isEmpty() && site.isEmpty()) {
            throw new AuthorisedCall.Bad(400, "name a workflow, stage, site, job or file");
        }
        Subject subject =
                named.isEmpty() ? new Subject.OfSite() : subject(named.get(0), asked.getOrDefault(named.get(0), ""));
        return new ExplainMatching(subject, where(subject, site, Optional.ofNullable(asked.get(ENTRY))));
    }

    private static Where where(Subject subject, Optional<SiteName> site, Optional<String> entry) {
        if (entry.isEmpty()) {
            return site.<Where>map(Where.At::new).orElseGet(Where.Anywhere::new);
        }
        if (site.isEmpty() || subject instanceof Subject.OfJob) {
            throw new AuthorisedCall.Bad(400, "an entry is one of a site, for jobs that are still to start");
        }
        return new Where.Entry(site.get(), entry.get());
    }

    private static Subject subject(String kind, String value) {
        return switch (kind) {
            case "workflow" -> new Subject.OfWorkflow(WorkflowId.parse(value));
            case "stage" -> new Subject.OfStage(StageRef.parse(value));
            case "job" -> new Subject.OfJob(new JobsubId(value));
            case "file" -> new Subject.OfFile(file(value));
            default -> throw new IllegalStateException(kind);
        };
    }

    private static long file(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new AuthorisedCall.Bad(400, "'" + text + "' is not the id of a file");
        }
    }
}
