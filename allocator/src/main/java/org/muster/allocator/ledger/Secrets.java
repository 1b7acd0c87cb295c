package org.muster.allocator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.domain.job.JobsubId;

/** A job id with the jobscript's secret, as get_file and the SAM calls present it. */
public record Secrets(JobsubId job, String jobscriptSecret) {
    public Answer<Job> of(Books books) {
        return books.job(job)
                .filter(known -> equal(known.jobscriptSecret()))
                .map(Answer::given)
                .orElseGet(() -> Answer.refused(Refusal.MALFORMED, "no job has this jobsub_id and jobscript_secret"));
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
