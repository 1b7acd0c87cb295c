package org.muster.protocol.control;

import java.util.List;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;

/** What a stage could use: the job factory submits for it. {@code sites} are those within its distance of a waiting file. */
public record StageDemand(
        StageRef stage,
        String owner,
        String quotaName,
        long unallocatedFiles,
        long submittedJobs,
        long liveJobs,
        int maxFilesPerJob,
        int maxRunningJobs,
        int processors,
        long rssBytes,
        int wallSeconds,
        int priority,
        Optional<String> jobscriptImage,
        Optional<GpuNeed> gpu,
        Optional<String> group,
        List<SiteName> sites) {}
