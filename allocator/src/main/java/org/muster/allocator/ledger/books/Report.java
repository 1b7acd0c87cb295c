package org.muster.allocator.ledger.books;

import java.util.Optional;
import java.util.OptionalInt;
import org.muster.allocator.ledger.rows.Ending;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;

/** What a job has said of its end, with digests of the bodies that said it, so that their repetition gets the same answer. */
record Report(
        OptionalInt exitCode,
        OptionalInt abortCode,
        Optional<Usage> usage,
        Optional<String> recordDigest,
        Optional<String> confirmDigest) {
    static final Report NONE =
            new Report(OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    static Report of(JobRecord row) {
        return new Report(row.exitCode(), row.abortCode(), row.usage(), row.recordDigest(), row.confirmDigest());
    }

    Report results(String digest, int exit, Usage used) {
        return new Report(OptionalInt.of(exit), abortCode, Optional.of(used), Optional.of(digest), confirmDigest);
    }

    Report uploads(String digest) {
        return new Report(exitCode, abortCode, usage, recordDigest, Optional.of(digest));
    }

    Report abort(int code) {
        return new Report(exitCode, OptionalInt.of(code), usage, recordDigest, confirmDigest);
    }

    Ending ending(JobState state, Optional<SiteName> site) {
        OptionalInt code = switch (state) {
            case JOBSCRIPT_ERROR -> exitCode;
            case ABORTED, OUTPUTTING_FAILED -> abortCode;
            default -> OptionalInt.empty();
        };
        return new Ending(state, site, code.orElse(0));
    }
}
