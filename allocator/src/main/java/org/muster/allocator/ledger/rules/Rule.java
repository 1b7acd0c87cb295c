package org.muster.allocator.ledger.rules;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.muster.protocol.control.MatchingRule;

/**
 * One thing that has to hold before a file goes to a job.
 *
 * @param name with who can change it
 * @param asked of whom; never depends on the stage
 * @param holds for the whole stage; empty if it is about files. Costs a few comparisons, as it is asked of thousands of stages
 *     for one answer
 * @param left files that it lets through, looked at alone; for people
 * @param reason what was found; for people
 */
public record Rule(
        MatchingRule name,
        Predicate<Asker> asked,
        Optional<Predicate<Question>> holds,
        ToLongFunction<Question> left,
        Function<Question, String> reason) {
    /** Holds for every file of the stage or for none. */
    static Rule ofStage(
            MatchingRule name, Predicate<Asker> asked, Predicate<Question> holds, Function<Question, String> reason) {
        return new Rule(
                name,
                asked,
                Optional.of(holds),
                question -> holds.test(question) ? question.files().all() : 0,
                reason);
    }

    /** Lets some files through and others not; what all of these leave is {@link Question#anyFile}. */
    static Rule ofFiles(
            MatchingRule name,
            Predicate<Asker> asked,
            ToLongFunction<Question> left,
            Function<Question, String> reason) {
        return new Rule(name, asked, Optional.empty(), left, reason);
    }

    boolean aboutStages() {
        return holds.isPresent();
    }

    boolean holds(Question question) {
        return holds.isEmpty() || holds.get().test(question);
    }

    boolean blocks(Question question) {
        return asked.test(question.asker()) && !holds(question);
    }

    public String found(Question question) {
        return reason.apply(question);
    }
}
