package org.muster.webapp.orchestration;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.muster.domain.proposal.ProposalId;
import org.muster.processes.Gate;
import org.muster.processes.Message;
import org.muster.processes.ProcessKey;
import org.muster.processes.Variable;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalRow;
import org.muster.webapp.proposals.ProposalProcess;
import org.springframework.stereotype.Component;

/** Asks people about what machines found, one process for each proposal. */
@Component
class EngineProposals implements ProposalProcess {
    private final RuntimeService runtime;

    EngineProposals(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start(ProposalDetail proposal) {
        begin(proposal, Gate.DECIDE_PROPOSAL.key());
    }

    /** @param place an activity of the model */
    ProcessInstance begin(ProposalDetail detail, String place) {
        ProposalRow row = detail.proposal();
        return runtime.createProcessInstanceByKey(ProcessKey.PROPOSAL.key())
                .businessKey(Keys.of(row.proposal()))
                .setVariable(Variable.PROPOSAL.variable(), row.proposal().number())
                .setVariable(Variable.PROPOSAL_KIND.variable(), row.kind())
                .setVariable(Variable.PROPOSAL_GROUP.variable(), detail.group())
                .setVariable(Variable.PROPOSAL_QUESTION.variable(), detail.question())
                .setVariable(Variable.PROPOSAL_EFFECT.variable(), detail.effect())
                .setVariable(Variable.PROPOSAL_TEXT.variable(), LongText.of(detail.text()))
                .startBeforeActivity(place)
                .execute();
    }

    /** If nobody waits for it, an administrator ended the process by hand. */
    @Override
    public void withdraw(ProposalId proposal) {
        runtime.createMessageCorrelation(Message.WITHDRAWN.message())
                .processInstanceBusinessKey(Keys.of(proposal))
                .correlateAllWithResult();
    }
}
