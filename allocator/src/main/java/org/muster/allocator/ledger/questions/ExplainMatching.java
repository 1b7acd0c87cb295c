package org.muster.allocator.ledger.questions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rules.Candidates;
import org.muster.allocator.ledger.rules.Place;
import org.muster.allocator.ledger.rules.Question;
import org.muster.allocator.ledger.rules.Rule;
import org.muster.allocator.ledger.rules.Rules;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.WhyNot;

/**
 * Why something does not match: the {@linkplain Rules rules} one after the other, for the files that a job would get one of.
 * Answered from the counts of the live index, so it costs what matching costs.
 */
public record ExplainMatching(Subject subject, Where where) implements Command<Answer<List<WhyNot>>> {
    /** Stages times sites in one answer. */
    public static final int MAX_ANSWERS = 2_000;

    /** What is asked about. */
    public sealed interface Subject {
        record OfWorkflow(WorkflowId workflow) implements Subject {}

        record OfStage(StageRef stage) implements Subject {}

        record OfJob(JobsubId job) implements Subject {}

        record OfFile(long id) implements Subject {}

        /** Every stage in memory. */
        record OfSite() implements Subject {}
    }

    /** For a job in which place. */
    public sealed interface Where {
        /** Where the job is that is asked about; else at every site of the inventory. */
        record Anywhere() implements Where {}

        record At(SiteName site) implements Where {}

        record Entry(SiteName site, String entry) implements Where {}

        /** That a batch system chose for a job of the stage. */
        record InSlot(Slot slot) implements Where {}

        record Offered(SlotOffer offer) implements Where {}
    }

    public ExplainMatching(Subject subject, Optional<SiteName> site) {
        this(subject, site.<Where>map(Where.At::new).orElseGet(Where.Anywhere::new));
    }

    @Override
    public Answer<List<WhyNot>> decide(Books books, Instant now) {
        if (subject instanceof Subject.OfWorkflow asked) {
            return books.workflow(asked.workflow())
                    .map(workflow -> explain(workflow.stages().stream().map(Candidates::of), books))
                    .orElseGet(() -> unknown(asked.workflow() + " is not open"));
        }
        if (subject instanceof Subject.OfStage asked) {
            return books.stage(asked.stage())
                    .map(stage -> explain(Stream.of(Candidates.of(stage)), books))
                    .orElseGet(() -> unknown(asked.stage() + " is not open"));
        }
        if (subject instanceof Subject.OfJob asked) {
            return books.job(asked.job())
                    .map(job -> explain(Stream.of(Candidates.of(job)), books))
                    .orElseGet(() ->
                            unknown("job " + asked.job() + " is not in memory: it ended, or was never registered"));
        }
        if (subject instanceof Subject.OfFile asked) {
            return books.stageOf(asked.id())
                    .filter(stage ->
                            stage.files().slot(asked.id()) < stage.files().size())
                    .map(stage ->
                            explain(Stream.of(Candidates.of(stage, stage.files().slot(asked.id()))), books))
                    .orElseGet(() -> unknown("file " + asked.id() + " is not of an open workflow"));
        }
        return explain(books.stages().stream().map(Candidates::of), books);
    }

    private static Answer<List<WhyNot>> unknown(String what) {
        return Answer.refused(Refusal.NOTHING, what);
    }

    private Answer<List<WhyNot>> explain(Stream<Candidates> all, Books books) {
        List<Candidates> candidates = all.toList();
        long answers = candidates.stream()
                .mapToLong(each -> places(each, books).size())
                .sum();
        if (answers > MAX_ANSWERS) {
            return Answer.refused(
                    Refusal.MALFORMED,
                    "these are " + answers + " combinations of stage and site, more than " + MAX_ANSWERS
                            + ": name a site, a workflow or a stage");
        }
        return Answer.given(candidates.stream()
                .flatMap(each -> places(each, books).stream().map(place -> explain(new Question(each, place, books))))
                .toList());
    }

    private List<Place> places(Candidates candidates, Books books) {
        if (where instanceof Where.Entry asked) {
            return List.of(Place.at(asked.site(), asked.entry(), books));
        }
        if (where instanceof Where.InSlot asked) {
            return List.of(Place.in(asked.slot(), books));
        }
        if (where instanceof Where.Offered asked) {
            return List.of(Place.in(asked.offer(), books));
        }
        if (where instanceof Where.At asked) {
            return List.of(at(asked.site(), candidates, books));
        }
        return candidates
                .itsSlot()
                .map(slot -> List.of(Place.in(slot, books)))
                .orElseGet(() -> books.grid().geography().inventory().sites().stream()
                        .map(site -> Place.at(site.name(), books))
                        .toList());
    }

    private static Place at(SiteName site, Candidates candidates, Books books) {
        return candidates.itsSlot().map(slot -> Place.in(slot.at(site), books)).orElseGet(() -> Place.at(site, books));
    }

    private static WhyNot explain(Question question) {
        List<WhyNot.Step> steps = new ArrayList<>();
        long left = question.files().all();
        for (Rule rule : Rules.IN_ORDER) {
            if (rule.asked().test(question.asker())) {
                // Never more than before: a rule that is looked at alone may leave what an earlier one took.
                long after = Math.min(left, rule.left().applyAsLong(question));
                MatchingRule name = rule.name();
                steps.add(new WhyNot.Step(name, name.text(), left, after, rule.found(question), name.changedBy()));
                left = after;
            }
        }
        return WhyNot.of(question.stage().ref(), question.place().site(), steps);
    }
}
