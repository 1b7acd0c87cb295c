package org.muster.catalogue.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.connectors.rucio.ReplicationRule;
import org.muster.connectors.rucio.RuleTerms;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.platform.DiscrepancyKind;

/**
 * The rule that is to keep one dataset of outputs.
 *
 * @param lifetime from the making of the rule on, unless it has no end
 * @param outputId one of the outputs that it keeps
 * @param since when that was confirmed
 */
public record OutputRule(
        Did dataset,
        String rseExpression,
        String account,
        Optional<Duration> lifetime,
        StageRef stage,
        long outputId,
        Instant since) {
    /** Rucio's and our clock, and the rounding of its dates. */
    private static final Duration SLACK = Duration.ofMinutes(10);
    /** Rucio's words for a rule that does not come to its end by itself. */
    private static final Set<String> STANDING_STILL = Set.of("STUCK", "SUSPENDED");

    /**
     * What is wrong with a rule.
     *
     * @param rule the one that is not as it should be; empty if there is none
     */
    public record Fault(DiscrepancyKind kind, String detail, Optional<ReplicationRule> rule) {}

    static OutputRule of(Did dataset, String rseExpression, OutputToRegister output) {
        return new OutputRule(
                dataset,
                rseExpression,
                output.quotaName(),
                output.lifetimeSeconds().map(Duration::ofSeconds),
                output.stage(),
                output.outputId(),
                output.confirmedAt());
    }

    /** What rules have in common that go in one request. */
    record Kind(String rseExpression, String account, Optional<Duration> lifetime) {}

    Kind kind() {
        return new Kind(rseExpression, account, lifetime);
    }

    RuleTerms terms(String payer) {
        return terms(payer, List.of(this));
    }

    /** @param alike whose rules these are: Rucio shows their stages to people */
    RuleTerms terms(String payer, List<OutputRule> alike) {
        List<String> stages =
                alike.stream().map(rule -> rule.stage().toString()).distinct().toList();
        String last = stages.size() == 1 ? "" : " to " + stages.get(stages.size() - 1);
        return new RuleTerms(payer, 1, rseExpression, lifetime, Optional.of("Muster " + stages.get(0) + last));
    }

    /** Whether it need not be there any more, as was agreed when the workflow was submitted. */
    public boolean over(Instant now) {
        return lifetime.filter(life -> since.plus(life).isBefore(now)).isPresent();
    }

    /** @param there all rules on the dataset */
    public Optional<Fault> fault(List<ReplicationRule> there) {
        Optional<ReplicationRule> longest = there.stream()
                .filter(rule -> rule.rseExpression().equals(rseExpression))
                .max(Comparator.comparing(rule -> rule.expiresAt().orElse(Instant.MAX)));
        if (longest.isEmpty()) {
            return Optional.of(
                    there.isEmpty()
                            ? new Fault(DiscrepancyKind.RULE_MISSING, "no rule keeps it on " + rseExpression, longest)
                            : new Fault(DiscrepancyKind.RULE_ELSEWHERE, elsewhere(there), longest));
        }
        return early(longest.get()).or(() -> stuck(longest.get()));
    }

    private String elsewhere(List<ReplicationRule> there) {
        return "kept on "
                + there.stream()
                        .map(ReplicationRule::rseExpression)
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(" and "))
                + ", not on " + rseExpression;
    }

    private Optional<Fault> early(ReplicationRule rule) {
        if (lifetime.isPresent() && rule.createdAt().isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> wanted = lifetime.flatMap(life -> rule.createdAt().map(made -> made.plus(life)));
        return rule.expiresAt()
                .filter(end -> wanted.map(at -> end.isBefore(at.minus(SLACK))).orElse(true))
                .map(end -> new Fault(
                        DiscrepancyKind.RULE_ENDS_EARLY,
                        "its rule on " + rseExpression + " ends at " + end + ", not "
                                + wanted.map(at -> "at " + at).orElse("never"),
                        Optional.of(rule)));
    }

    private Optional<Fault> stuck(ReplicationRule rule) {
        return STANDING_STILL.contains(rule.state())
                ? Optional.of(new Fault(
                        DiscrepancyKind.RULE_STUCK,
                        "its rule on " + rseExpression + " is " + rule.state()
                                + rule.error().map(why -> ": " + why).orElse(""),
                        Optional.of(rule)))
                : Optional.empty();
    }
}
