package org.muster.workers.repairs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.registration.DatasetNames;
import org.muster.connectors.registration.Registration;
import org.muster.connectors.rucio.RucioClient;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.protocol.platform.RepairOutcome;
import org.muster.protocol.platform.RepairResult;
import org.muster.protocol.platform.RepairRow;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/**
 * Carries out an approved repair list, batch by batch. The results of a batch are kept by the webapp before the next one begins,
 * so that whoever goes on after a crash does at most one batch again, which changes nothing that is right already.
 */
@Component
final class CarryOutRepairs implements TaskHandler {
    /** Repairs of one batch. */
    static final int BATCH = 200;

    private static final int MAX_BATCHES = ReconciliationReport.MAX_DISCREPANCIES / BATCH + 1;

    private final PlatformClient platform;
    private final AllocatorClient allocator;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final DatasetNames names;

    CarryOutRepairs(
            RepairSettings settings,
            PlatformClient platform,
            AllocatorClient allocator,
            MetaCatClient metacat,
            RucioClient rucio) {
        this.names = new DatasetNames(settings.instance());
        this.platform = platform;
        this.allocator = allocator;
        this.metacat = metacat;
        this.rucio = rucio;
    }

    @Override
    public Topic topic() {
        return Topic.CARRY_OUT_REPAIRS;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.REPAIR_LIST_ID);
    }

    @Override
    public Outcome handle(Task task) {
        String list = Integer.toString(task.number(Variable.REPAIR_LIST_ID));
        // A registration remembers the datasets it made; here they may have been removed since.
        Registration registration = new Registration(names, platform, metacat, rucio);
        for (int batch = 0; batch < MAX_BATCHES; batch++) {
            List<RepairRow> repairs = waiting(list, BATCH);
            if (repairs.isEmpty()) {
                return new Outcome.Done(Map.of(Variable.REPAIRS_REPORT, report(list)));
            }
            List<RepairResult> results =
                    new RepairBatch(names, allocator, metacat, rucio, registration).carryOut(repairs);
            platform.repaired(results);
        }
        return waiting(list, 1).isEmpty()
                ? new Outcome.Done(Map.of(Variable.REPAIRS_REPORT, report(list)))
                : new Outcome.Failed("repair list " + list + " does not take results: is it approved?");
    }

    private List<RepairRow> waiting(String list, int limit) {
        return platform.repairs(Map.of(
                        "list", list, "outcome", RepairOutcome.WAITING.toString(), "limit", Integer.toString(limit)))
                .rows();
    }

    private String report(String list) {
        return platform
                .repairLists(Map.of("after", Integer.toString(Integer.parseInt(list) + 1), "limit", "1"))
                .rows()
                .stream()
                .map(row -> row.done() + " done, " + row.failed() + " failed")
                .findFirst()
                .orElse("");
    }
}
