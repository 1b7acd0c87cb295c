package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.Optional;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.Secrets;
import org.muster.allocator.ledger.books.Allocation;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.ledger.rules.Question;
import org.muster.allocator.ledger.rules.Rules;
import org.muster.allocator.matching.Match;
import org.muster.allocator.matching.Reach;
import org.muster.protocol.control.MatchingRule;

/** A jobscript asks for its next file. justIN wire protocol: get_file. */
public record GetFile(Secrets secrets) implements Command<Answer<GetFile.Granted>> {
    /** A file for this job alone. Its texts are known once it is committed, which is before anybody is answered. */
    public static final class Granted {
        private final Allocation allocation;
        private final int distance;
        private final String rse;

        Granted(Allocation allocation, int distance, String rse) {
            this.allocation = allocation;
            this.distance = distance;
            this.rse = rse;
        }

        /** One that a job holds already. */
        static Granted again(Allocation allocation, Reach reach, Books books) {
            return new Granted(
                    allocation, reach.distanceOf(allocation.rse()), books.grid().rse(allocation.rse()));
        }

        /** {@code scope:name}, or a counter's bare name for a Monte Carlo workflow. */
        public String did() {
            return text().did();
        }

        public String pfn() {
            return text().pfn(distance);
        }

        /** Name of the RSE that the file is to be read from. */
        public String rse() {
            return rse;
        }

        private FileText text() {
            return allocation.text().orElseThrow(() -> new IllegalStateException("not committed yet"));
        }
    }

    @Override
    public Answer<Granted> decide(Books books, Instant now) {
        return secrets.of(books).then(job -> grant(job, books, now));
    }

    static Answer<Granted> grant(Job job, Books books, Instant now) {
        if (!job.takesFiles()) { // before it has a slot there is nothing to ask
            return Answer.refused(Refusal.FORBIDDEN, "this job is " + job.state());
        }
        Question question = Question.ofJob(job, books);
        Optional<MatchingRule> blocking = Rules.blocking(question);
        if (blocking.isPresent()) {
            job.askInVain(now);
            return Answer.refused(Refusal.NOTHING, Rules.reason(blocking.get(), question));
        }
        Match nearest = job.stage()
                .waiting()
                .nearest(question.reach(), question.memoryBytes())
                .orElseThrow(
                        () -> new IllegalStateException("a file waits for " + job.jobsubId() + " and is not found"));
        Allocation allocation = job.take(nearest, now);
        return Answer.given(
                new Granted(allocation, nearest.distance(), books.grid().rse(nearest.rse())));
    }
}
