package org.muster.allocator.ledger.questions;

import java.time.Instant;
import java.util.List;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Needs;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rules.Candidates;
import org.muster.allocator.ledger.rules.Place;
import org.muster.allocator.ledger.rules.Question;
import org.muster.allocator.ledger.rules.Rules;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.StageDemand;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/**
 * Every open stage with files waiting, and the sites that could take one. What a campaign may still start is shared out among its
 * stages, the first come first: jobs for more would wait in their slots.
 */
public record AskDemand() implements Command<List<StageDemand>> {
    @Override
    public List<StageDemand> decide(Books books, Instant now) {
        CampaignShares shares = new CampaignShares(books.stages());
        return books.stages().stream()
                .filter(stage -> stage.workflow().status() == LedgerStatus.OPEN
                        && stage.files(InputFileState.UNALLOCATED) > 0
                        && stage.workflow().quota().enabled())
                .map(stage -> demand(stage, shares, books, now))
                .toList();
    }

    private static StageDemand demand(StageBook stage, CampaignShares shares, Books books, Instant now) {
        WorkflowOrder workflow = stage.workflow().order();
        StageOrder order = stage.order();
        List<SiteName> sites = books.grid().geography().inventory().sites().stream()
                .map(Inventory.Site::name)
                .filter(site -> takes(new Wanted(stage, Place.at(site, books), books)))
                .toList();
        return new StageDemand(
                stage.ref(),
                workflow.owner(),
                workflow.quotaName(),
                stage.files(InputFileState.UNALLOCATED),
                stage.jobs(JobState.SUBMITTED),
                stage.liveJobs(),
                order.maxFilesPerJob(),
                Math.min(stage.settings().maxRunningJobs(), shares.running(stage)),
                order.processors(),
                stage.waiting().wantedBytes(),
                order.wallSeconds(),
                stage.priority(now),
                order.jobscriptImage(),
                order.gpu(),
                order.group(),
                sites);
    }

    private static boolean takes(Question question) {
        return Rules.placeHolds(question) && question.anyFile();
    }

    /** For a job with the memory that the next one is submitted with. */
    private static final class Wanted extends Question {
        Wanted(StageBook stage, Place place, Books books) {
            super(Candidates.of(stage), place, books);
        }

        @Override
        public Needs needs() {
            return files().needs();
        }

        @Override
        public long memoryBytes() {
            return stage().waiting().wantedBytes();
        }
    }
}
