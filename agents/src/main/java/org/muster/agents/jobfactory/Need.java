package org.muster.agents.jobfactory;

import org.muster.protocol.control.StageDemand;

/** How many more jobs a stage needs. Too many would find nothing to do; too few only wait for the next look. */
final class Need {
    private Need() {}

    /** @param startedWithoutFile live jobs that have not been handed their first file */
    static int of(StageDemand demand, long startedWithoutFile) {
        long perJob = Math.max(1, demand.maxFilesPerJob());
        long wanted = (demand.unallocatedFiles() + perJob - 1) / perJob;
        // A job that may take several files takes more of those that wait now; one that takes a single file has it.
        long coming = demand.submittedJobs() + (perJob > 1 ? demand.liveJobs() : startedWithoutFile);
        long allowed = demand.maxRunningJobs() - demand.submittedJobs() - demand.liveJobs();
        return (int) Math.max(0, Math.min(wanted - coming, allowed));
    }
}
