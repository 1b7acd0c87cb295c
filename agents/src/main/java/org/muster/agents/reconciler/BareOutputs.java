package org.muster.agents.reconciler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.agents.runtime.SetAside;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputToRegister;

/**
 * Outputs without the metadata that their jobs wrote, because MetaCat refused them: the files count, but nobody finds them by
 * what they hold. People are told once for what is the same, and it is over when MetaCat has the metadata.
 */
final class BareOutputs {
    static final String SOURCE = "metadata";
    /** Outputs of one workflow that are counted, and that one reason names. */
    private static final int MAX_COUNTED = 10_000;

    private static final int MAX_NAMED = 3;

    private final SetAside setAside;
    private final Map<WorkflowId, String> told = new TreeMap<>();

    /** Found in one round: by workflow the refusals of files. */
    static final class Found {
        private final Map<WorkflowId, Map<String, String>> refusals = new TreeMap<>();

        void add(OutputToRegister output, String refusal) {
            Map<String, String> its =
                    refusals.computeIfAbsent(output.stage().workflow(), workflow -> new LinkedHashMap<>());
            if (its.size() < MAX_COUNTED) {
                its.put(output.did().toString(), refusal);
            }
        }
    }

    BareOutputs(SetAside setAside) {
        this.setAside = setAside;
        setAside.speaksFor(SOURCE);
    }

    /** A file stays as it is for rounds: it is told again only when there are others, or when a person holds it for mended. */
    void tell(Found found) {
        found.refusals.forEach((workflow, files) -> {
            String reason = reason(files);
            boolean fresh = !reason.equals(told.put(workflow, reason));
            if (setAside.answered(SOURCE, subject(workflow)) || fresh) {
                setAside.begin(SOURCE, subject(workflow), reason);
            }
        });
    }

    /** Of workflows whose outputs were all looked at: those of which none was found are in order. */
    void mended(Found found, Set<WorkflowId> looked) {
        for (WorkflowId workflow : looked) {
            if (!found.refusals.containsKey(workflow)) {
                told.remove(workflow);
                setAside.over(SOURCE, subject(workflow));
            }
        }
    }

    /** After a round that left nothing out: all others are in order. */
    void keepOnly(Found found) {
        told.keySet().retainAll(found.refusals.keySet());
        setAside.keepOnly(
                SOURCE,
                found.refusals.keySet().stream().map(BareOutputs::subject).collect(Collectors.toSet()));
    }

    private static String subject(WorkflowId workflow) {
        return "outputs of " + workflow;
    }

    private static String reason(Map<String, String> files) {
        return files.size() + " outputs are registered without their jobs' metadata, which MetaCat refused: "
                + files.entrySet().stream()
                        .limit(MAX_NAMED)
                        .map(file -> file.getKey() + ": " + file.getValue())
                        .collect(Collectors.joining("; "))
                + ". Who sets them by hand also removes the key muster.metadata_refused.";
    }
}
