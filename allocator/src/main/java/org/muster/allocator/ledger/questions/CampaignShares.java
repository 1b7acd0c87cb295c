package org.muster.allocator.ledger.questions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.allocator.ledger.books.CampaignBook;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;

/** How many jobs of each stage may live, so that those of a campaign together are no more than were agreed. For one question. */
final class CampaignShares {
    /** Jobs that were submitted have their share first. */
    private final Map<CampaignBook, Long> submitted = new HashMap<>();

    private final Map<CampaignBook, Long> given = new HashMap<>();

    CampaignShares(List<StageBook> stages) {
        for (StageBook stage : stages) {
            stage.workflow()
                    .campaign()
                    .ifPresent(campaign -> submitted.merge(campaign, stage.jobs(JobState.SUBMITTED), Long::sum));
        }
    }

    /** Jobs that live, that were submitted, and of its waiting files as many as the stages before it have left. */
    int running(StageBook stage) {
        Optional<CampaignBook> campaign = stage.workflow().campaign();
        return campaign.map(its -> {
                    long perJob = Math.max(1, stage.order().maxFilesPerJob());
                    long wanted = (stage.files(InputFileState.UNALLOCATED) + perJob - 1) / perJob;
                    long taken = submitted.getOrDefault(its, 0L) + given.getOrDefault(its, 0L);
                    long room = its.room(stage.order().maxRunningJobs()) - taken;
                    long more = Math.max(0, Math.min(wanted, room));
                    given.merge(its, more, Long::sum);
                    return Math.toIntExact(stage.liveJobs() + stage.jobs(JobState.SUBMITTED) + more);
                })
                .orElse(Integer.MAX_VALUE);
    }
}
