package org.muster.workers.repairs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.domain.proposal.ProposalId;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.platform.PlatformClient;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** Hands an approved proposal to whoever carries out its kind. */
@Component
final class CarryOutProposal implements TaskHandler {
    private final PlatformClient platform;
    private final Map<String, ProposalWork> works;

    CarryOutProposal(PlatformClient platform, List<ProposalWork> works) {
        this.platform = platform;
        this.works = works.stream().collect(Collectors.toUnmodifiableMap(ProposalWork::kind, Function.identity()));
    }

    @Override
    public Topic topic() {
        return Topic.CARRY_OUT_PROPOSAL;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.PROPOSAL, Variable.PROPOSAL_KIND);
    }

    @Override
    public Outcome handle(Task task) {
        String kind = task.text(Variable.PROPOSAL_KIND);
        ProposalId proposal = new ProposalId(task.number(Variable.PROPOSAL));
        return Optional.ofNullable(works.get(kind))
                .map(work -> work.carryOut(platform.approved(proposal)))
                .orElseGet(() -> new Outcome.Failed("nobody here carries out " + kind));
    }
}
