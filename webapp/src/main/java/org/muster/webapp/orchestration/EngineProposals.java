package org.muster.webapp.orchestration;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.muster.processes.Message;
import org.muster.processes.ProcessKey;
import org.muster.processes.Variable;
import org.muster.webapp.inventory.InventoryProcess;
import org.muster.webapp.repairs.RepairProcess;
import org.springframework.stereotype.Component;

/** Asks data management about what machines found, one process for each list or inventory. */
@Component
class EngineProposals implements RepairProcess, InventoryProcess {
    private final RuntimeService runtime;

    EngineProposals(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void startRepairs(int list, String text) {
        runtime.startProcessInstanceByKey(
                ProcessKey.REPAIR_CATALOGUES.key(),
                Keys.ofRepairs(list),
                Variables.createVariables()
                        .putValue(Variable.REPAIR_LIST_ID.variable(), list)
                        .putValue(Variable.REPAIRS_TEXT.variable(), LongText.of(text)));
    }

    @Override
    public void withdrawRepairs(int list) {
        withdraw(Keys.ofRepairs(list));
    }

    @Override
    public void startInventory(int proposal, String text) {
        runtime.startProcessInstanceByKey(
                ProcessKey.CHANGE_INVENTORY.key(),
                Keys.ofInventory(proposal),
                Variables.createVariables()
                        .putValue(Variable.INVENTORY_PROPOSAL.variable(), proposal)
                        .putValue(Variable.INVENTORY_TEXT.variable(), LongText.of(text)));
    }

    @Override
    public void withdrawInventory(int proposal) {
        withdraw(Keys.ofInventory(proposal));
    }

    /** If nobody waits for it, an administrator ended the process by hand. */
    private void withdraw(String businessKey) {
        runtime.createMessageCorrelation(Message.WITHDRAWN.message())
                .processInstanceBusinessKey(businessKey)
                .correlateAllWithResult();
    }
}
