package org.muster.allocator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;

/**
 * The signature of a request: HMAC-SHA256 over method, time and job id with the job's secret.
 *
 * <p>justIN wire protocol: job authentication. Clocks on worker nodes are imperfect, hence the window.
 */
public record Signed(JobsubId job, String method, long time, String hash) {
    static final Duration PAST = Duration.ofMinutes(15);
    static final Duration FUTURE = Duration.ofMinutes(1);
    private static final String ALGORITHM = "HmacSHA256";

    /** The job that signed this. */
    public Answer<Job> by(Books books, Instant now) {
        Optional<Job> known = books.job(job).filter(signer -> matches(signer.jobSecret()));
        if (known.isEmpty()) {
            return Answer.refused(Refusal.FORBIDDEN, "this request is not signed by a job we know");
        }
        long age = now.getEpochSecond() - time;
        if (age > PAST.toSeconds() || -age > FUTURE.toSeconds()) {
            return Answer.refused(Refusal.FORBIDDEN, "secret_time is outside the window of -900 to +60 seconds");
        }
        if (known.get().state() == JobState.STALLED) {
            return Answer.refused(Refusal.FORBIDDEN, "this job has been given up as stalled");
        }
        return Answer.given(known.get());
    }

    /** The same, once for each signature. */
    public Answer<Job> byOnce(Books books, Instant now) {
        return by(books, now).then(signer -> once(signer, now));
    }

    public Answer<Job> once(Job signer, Instant now) {
        return signer.signsFirst(method, time, now.minus(PAST).getEpochSecond())
                ? Answer.given(signer)
                : Answer.refused(Refusal.FORBIDDEN, "this signature has been used before");
    }

    private boolean matches(String secret) {
        byte[] given = hash.getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(hashOf(secret).getBytes(StandardCharsets.UTF_8), given);
    }

    private String hashOf(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] message = (method + time + job.value()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return method + " of " + job;
    }
}
