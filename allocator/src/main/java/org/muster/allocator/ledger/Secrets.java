package org.muster.allocator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.muster.allocator.ledger.books.Job;
import org.muster.domain.job.JobsubId;

/** A job id with the jobscript's secret, as get_file and the SAM calls present it. */
public record Secrets(JobsubId job, String jobscriptSecret) {
    public Answer<Job> of(Ledger ledger) {
        Job known = ledger.books.jobs.get(job);
        if (known == null || !equal(known.jobscriptSecret)) {
            return Answer.refused(Refusal.MALFORMED, "no job has this jobsub_id and jobscript_secret");
        }
        return Answer.given(known);
    }

    private boolean equal(String secret) {
        return MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), jobscriptSecret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Secrets[" + job + "]";
    }
}
