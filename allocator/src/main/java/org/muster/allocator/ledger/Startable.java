package org.muster.allocator.ledger;

import java.util.HashMap;
import java.util.Map;
import org.muster.domain.data.InputFileState;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.WorkflowProgress.Status;

/** Whether jobs of stages may start now, distances apart. Asks about each quota once. */
final class Startable {
    private final Books books;
    private final Map<String, Boolean> quotas = new HashMap<>();

    Startable(Books books) {
        this.books = books;
    }

    boolean at(StageBook stage, SiteName site) {
        return stage.workflow.status == Status.OPEN
                && stage.files(InputFileState.UNALLOCATED) > 0
                && stage.runsAt(site)
                && !stage.full()
                && quotas.computeIfAbsent(
                        stage.workflow.order.quotaName(),
                        quota -> books.geography.quota(quota).enabled() && !books.quotaFull(quota));
    }
}
