package org.muster.webapp.orchestration;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.muster.webapp.proposals.Proposals;
import org.springframework.stereotype.Component;

/** Called {@code proposalLife} in the models: a proposal is finished when its process has come to that end. */
@Component("proposalLife")
public class ProposalLife {
    private final Proposals proposals;

    ProposalLife(Proposals proposals) {
        this.proposals = proposals;
    }

    public void finish(DelegateExecution execution) {
        proposals.finish(Keys.proposal(execution)
                .orElseThrow(() -> new IllegalStateException("a proposal's process without its key")));
    }
}
