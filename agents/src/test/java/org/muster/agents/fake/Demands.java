package org.muster.agents.fake;

import java.util.List;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.StageDemand;

/** Stages that want jobs, for tests. */
public final class Demands {
    public static final SiteName SITE = new SiteName("UK_North");

    private Demands() {}

    /** Of one file a job, at {@link #SITE} alone. */
    public static StageDemand demand(StageRef stage, long unallocatedFiles, long liveJobs) {
        return new StageDemand(
                stage,
                "rita",
                "muster",
                unallocatedFiles,
                0,
                liveJobs,
                1,
                2000,
                1,
                2_000_000_000L,
                3600,
                50,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(SITE));
    }
}
