package org.muster.webapp.proposals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.processes.Gate;
import org.muster.webapp.http.RefusedRequest;
import org.springframework.stereotype.Component;

/** All kinds there are, by their names. */
@Component
public class ProposalKinds {
    private final Map<String, ProposalKind<?, ?>> kinds = new TreeMap<>();

    ProposalKinds(List<ProposalKind<?, ?>> all) {
        for (ProposalKind<?, ?> kind : all) {
            String name = kind.facts().name();
            if (!Gate.DECIDE_PROPOSAL.roles().contains(kind.facts().decider()) || kinds.put(name, kind) != null) {
                throw new IllegalArgumentException("the decider of " + name + " has no such task, or there are two");
            }
        }
    }

    public List<String> names() {
        return List.copyOf(kinds.keySet());
    }

    ProposalKind<?, ?> get(String name) {
        return Optional.<ProposalKind<?, ?>>ofNullable(kinds.get(name))
                .orElseThrow(() -> RefusedRequest.notFound("kind of proposals \"" + name + "\", but " + names()));
    }
}
