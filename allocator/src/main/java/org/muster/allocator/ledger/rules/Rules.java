package org.muster.allocator.ledger.rules;

import static org.muster.allocator.ledger.rules.Rule.ofFiles;
import static org.muster.allocator.ledger.rules.Rule.ofStage;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.protocol.control.MatchingRule;

/** All that has to hold before a file goes to a job, in order. Whoever hands out, ranks or explains asks this list. */
public final class Rules {
    public static final List<Rule> IN_ORDER = List.of(
            ofStage(MatchingRule.JOB_TAKES_FILES, Asker::isJob, q -> q.job().takesFiles(), Reasons::job),
            ofFiles(
                    MatchingRule.WAITING,
                    Rules::always,
                    q -> q.files().waiting(),
                    q -> q.files().states()),
            ofStage(
                    MatchingRule.ENTRY_KNOWN,
                    Asker::startsAtEntry,
                    q -> q.place().entryKnown(),
                    q -> q.place().unknown()),
            ofStage(
                    MatchingRule.WORKFLOW_OPEN,
                    Rules::always,
                    q -> q.stage().workflow().status() == LedgerStatus.OPEN,
                    Reasons::workflow),
            ofStage(MatchingRule.QUOTA_ENABLED, Rules::always, q -> q.quota().enabled(), Reasons::quota),
            ofStage(
                    MatchingRule.FILES_PER_JOB,
                    Asker::isJob,
                    q -> q.job().allocatedFiles() < q.stage().order().maxFilesPerJob(),
                    Reasons::filesPerJob),
            ofStage(MatchingRule.SITE_ENABLED, Rules::always, Question::siteEnabled, Reasons::site),
            ofStage(MatchingRule.SITE_LISTED, Rules::always, Question::listed, Reasons::listed),
            ofStage(
                    MatchingRule.SITE_NOT_QUARANTINED,
                    Rules::always,
                    q -> !q.stage().inQuarantine(q.place().site()),
                    Reasons::siteQuarantine),
            new Rule(
                    MatchingRule.SITE_LIMITS,
                    Asker::starts,
                    Optional.of(Question::offered),
                    Question::filesOffered,
                    Reasons::limits),
            ofStage(
                    MatchingRule.NODE_NOT_QUARANTINED,
                    Asker::inSlot,
                    q -> !q.stage().nodeInQuarantine(q.slot().hostname()),
                    Reasons::nodeQuarantine),
            ofStage(
                    MatchingRule.SLOT_SIZE,
                    Asker::byOffer,
                    q -> q.ifOffered(SlotOffer::isLargeEnough),
                    Reasons::slotSize),
            ofStage(MatchingRule.GPU, Asker::startsInAnySlot, q -> q.ifOffered(SlotOffer::hasGpu), Reasons::gpu),
            ofStage(
                    MatchingRule.CONTAINER,
                    Asker::startsInAnySlot,
                    q -> q.ifOffered(SlotOffer::runsContainer),
                    Reasons::container),
            ofStage(
                    MatchingRule.GROUP,
                    Asker::startsInAnySlot,
                    q -> q.ifOffered(SlotOffer::isForGroup),
                    Reasons::group),
            ofStage(MatchingRule.STAGE_CAP, Asker::starts, q -> !q.stage().full(), Reasons::stageCap),
            ofStage(MatchingRule.CAMPAIGN_CAP, Asker::starts, q -> q.campaignRoom() > 0, Reasons::campaignCap),
            ofStage(MatchingRule.QUOTA_CAP, Asker::starts, q -> !q.quota().full(), Reasons::quotaCap),
            ofFiles(MatchingRule.INPUT_RSES, Rules::always, q -> q.filesAt(q::permitted), Reasons::inputRses),
            ofFiles(
                    MatchingRule.RSE_NOT_QUARANTINED,
                    Rules::always,
                    q -> q.filesAt(q::released),
                    Reasons::rseQuarantine),
            ofFiles(MatchingRule.RSE_READABLE, Rules::always, q -> q.filesAt(q::readable), Reasons::unreadable),
            ofFiles(MatchingRule.MEMORY, Asker::inSlot, Question::fitting, Reasons::memory),
            ofFiles(MatchingRule.DISTANCE, Rules::always, Question::filesWithinReach, Reasons::distance));

    private static final List<Rule> ABOUT_STAGES =
            IN_ORDER.stream().filter(Rule::aboutStages).toList();
    private static final Set<MatchingRule> PLACES = EnumSet.of(
            MatchingRule.SITE_ENABLED,
            MatchingRule.SITE_LISTED,
            MatchingRule.SITE_NOT_QUARANTINED,
            MatchingRule.SITE_LIMITS);
    private static final List<Rule> OF_PLACES =
            IN_ORDER.stream().filter(rule -> PLACES.contains(rule.name())).toList();

    private Rules() {}

    private static boolean always(Asker asker) {
        return true;
    }

    /** Those about whole stages that one who asks is asked: gathered once for all the stages. */
    public static List<Rule> aboutStages(Asker asker) {
        return ABOUT_STAGES.stream().filter(rule -> rule.asked().test(asker)).toList();
    }

    /** The first of these that does not hold for a stage. */
    public static Optional<MatchingRule> blocking(List<Rule> rules, Question question) {
        for (Rule rule : rules) {
            if (!rule.holds(question)) {
                return Optional.of(rule.name());
            }
        }
        return Optional.empty();
    }

    /** The first of all that does not hold. Those about files are asked all at once, after the others. */
    public static Optional<MatchingRule> blocking(Question question) {
        for (Rule rule : ABOUT_STAGES) {
            if (rule.blocks(question)) {
                return Optional.of(rule.name());
            }
        }
        return question.anyFile() ? Optional.empty() : Optional.of(withoutFile(question));
    }

    /** Whether jobs of the stage may be there at all, whatever is open or full now. */
    public static boolean placeHolds(Question question) {
        return OF_PLACES.stream().noneMatch(rule -> rule.blocks(question));
    }

    /** Where every rule about the stage holds and none of its files may go out. */
    public static MatchingRule withoutFile(Question question) {
        return question.stage().files(InputFileState.UNALLOCATED) == 0 ? MatchingRule.WAITING : MatchingRule.DISTANCE;
    }

    /** For people: what was found of a rule that blocks. */
    public static String reason(MatchingRule blocking, Question question) {
        return switch (blocking) {
            case WAITING, DISTANCE -> "no file of " + question.stage().ref() + " waits within reach";
            default ->
                IN_ORDER.stream()
                        .filter(rule -> rule.name() == blocking)
                        .map(rule -> rule.found(question))
                        .collect(Collectors.joining());
        };
    }
}
