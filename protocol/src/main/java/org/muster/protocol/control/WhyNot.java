package org.muster.protocol.control;

import java.util.List;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;

/**
 * Why files of a stage go, or do not go, to jobs at a site.
 *
 * @param steps every rule in the order it is applied
 * @param blocking the first rule that leaves nothing of what was left before it; empty if files are left at the end, or if
 *     there were none to begin with
 * @param files how many are left: as many as a job there can be given
 */
public record WhyNot(StageRef stage, SiteName site, List<Step> steps, Optional<MatchingRule> blocking, long files) {
    public WhyNot {
        steps = List.copyOf(steps);
    }

    /** @param reason what was found, such as the state or the number that decides */
    public record Step(MatchingRule rule, String text, long before, long after, String reason, String changedBy) {}

    public static WhyNot of(StageRef stage, SiteName site, List<Step> steps) {
        Optional<MatchingRule> blocking = steps.stream()
                .filter(step -> step.before() > 0 && step.after() == 0)
                .map(Step::rule)
                .findFirst();
        long files = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).after();
        return new WhyNot(stage, site, steps, blocking, files);
    }
}
