package org.muster.allocator.ledger.commands;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rules.Asker;
import org.muster.allocator.ledger.rules.Candidates;
import org.muster.allocator.ledger.rules.Place;
import org.muster.allocator.ledger.rules.Question;
import org.muster.allocator.ledger.rules.Rank;
import org.muster.allocator.ledger.rules.Rule;
import org.muster.allocator.ledger.rules.Rules;
import org.muster.allocator.matching.Reach;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.protocol.control.MatchingRule;

/**
 * A pilot has a slot and no stage. It gets the best stage for the slot, by the order of ranks, with its first files: job,
 * start and allocations in one batch. An extension of the justIN wire protocol; from there on the job is like any other.
 *
 * <p>The pilot chooses the job's name and secret, so that a repeated call can prove to be the same pilot's: it gets the same
 * answer while the job holds its files.
 *
 * @param jobscriptSecret for a job that is new
 * @param files how many at most
 */
public record BindSlot(JobsubId job, String jobSecret, String jobscriptSecret, SlotOffer offer, int files)
        implements Command<Answer<BindSlot.Bound>> {
    /** Characters of the secret that the pilot chooses, at least. */
    public static final int MIN_SECRET = 32;

    public record Bound(GetJobscript.Started started, List<GetFile.Granted> files) {
        public Bound {
            files = List.copyOf(files);
        }
    }

    public BindSlot {
        if (files < 1 || files > GetFiles.MAX_FILES) {
            throw new IllegalArgumentException("max_files is a number from 1 to " + GetFiles.MAX_FILES);
        }
        if (jobSecret.length() < MIN_SECRET) {
            throw new IllegalArgumentException("job_secret has at least " + MIN_SECRET + " characters");
        }
    }

    @Override
    public Answer<Bound> decide(Books books, Instant now) {
        Optional<Job> known = books.job(job);
        if (known.isPresent()) {
            return again(known.get(), books);
        }
        return books.othersSecret(jobSecret, job)
                ? Answer.refused(Refusal.FORBIDDEN, "job_secret is that of another job")
                : bind(books, now);
    }

    private Answer<Bound> again(Job known, Books books) {
        boolean same = MessageDigest.isEqual(
                known.jobSecret().getBytes(StandardCharsets.UTF_8), jobSecret.getBytes(StandardCharsets.UTF_8));
        if (!same || known.state() != JobState.PROCESSING) {
            return Answer.refused(Refusal.FORBIDDEN, "there is a job of this name already");
        }
        int site = books.grid().number(known.mySlot().site());
        List<GetFile.Granted> held = known.live().stream()
                .map(allocation ->
                        GetFile.Granted.again(allocation, books.grid().reach(known.stage(), site), books))
                .toList();
        return Answer.given(new Bound(GetJobscript.Started.of(known), held));
    }

    private Answer<Bound> bind(Books books, Instant now) {
        Place place = Place.in(offer, books);
        if (!place.entryKnown()) {
            return Answer.refused(Refusal.MALFORMED, place.unknown());
        }
        if (!place.enabled()) {
            return Answer.refused(Refusal.NOTHING, place.site() + " is switched off");
        }
        Asker asker = Asker.at(place);
        List<Rule> rules = Rules.aboutStages(asker);
        Choice choice = new Choice();
        for (StageBook stage : books.stages()) {
            Question question = new Question(Candidates.of(stage), asker, books);
            Optional<MatchingRule> blocking = Rules.blocking(rules, question);
            if (blocking.isPresent()) {
                choice.misfit(blocking.get());
            } else {
                choice.consider(question, now);
            }
        }
        return choice.best
                .map(best -> Answer.given(start(best.stage(), books, now)))
                .orElseGet(() -> Answer.refused(Refusal.NOTHING, choice.nothing()));
    }

    private Bound start(StageBook stage, Books books, Instant now) {
        Job bound = stage.submit(job, jobSecret, jobscriptSecret, now);
        bound.begin(offer.slot(), now);
        List<GetFile.Granted> granted = new ArrayList<>();
        while (granted.size() < files
                && GetFile.grant(bound, books, now) instanceof Answer.Given<GetFile.Granted> given) {
            granted.add(given.value());
        }
        return new Bound(GetJobscript.Started.of(bound), granted);
    }

    /** What the stages come to, for one slot. */
    private static final class Choice {
        private final Map<MatchingRule, Integer> misfits = new EnumMap<>(MatchingRule.class);
        private Optional<Rank> best = Optional.empty();

        /** The cheap question first. */
        void consider(Question question, Instant now) {
            StageBook stage = question.stage();
            Reach reach = question.reach();
            double least = stage.waiting().leastMeanDistance(reach, question.memoryBytes());
            if (least == Double.POSITIVE_INFINITY) {
                misfit(Rules.withoutFile(question));
            } else if (best.isEmpty() || least <= best.get().distance()) {
                stage.waiting()
                        .meanDistance(reach, question.memoryBytes())
                        .ifPresent(mean -> fit(new Rank(stage, mean, stage.priority(now))));
            }
        }

        private void fit(Rank rank) {
            if (best.isEmpty() || rank.betterThan(best.get())) {
                best = Optional.of(rank);
            }
        }

        void misfit(MatchingRule rule) {
            misfits.merge(rule, 1, Integer::sum);
        }

        String nothing() {
            return misfits.isEmpty()
                    ? "no stage is open"
                    : misfits.entrySet().stream()
                            .map(why -> "for " + why.getValue() + " stages it does not hold that "
                                    + why.getKey().text())
                            .collect(Collectors.joining("; ", "nothing for this slot: ", ""));
        }
    }

    @Override
    public String toString() {
        return "BindSlot[" + job + "]";
    }
}
