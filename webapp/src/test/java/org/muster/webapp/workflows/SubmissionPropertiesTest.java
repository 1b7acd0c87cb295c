package org.muster.webapp.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.OrderCheck;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputPattern.Destination;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.platform.WorkflowSubmission;

/** Whatever is submitted: it is refused with its fields, or the allocator opens it. */
class SubmissionPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
    private static final CampaignRules RULES =
            new CampaignRules("toy", List.of("usertests"), List.of("usertests", "toy"), "muster", 10_000);
    private static final SubmissionRules LIMITS = new SubmissionRules(
            List.of("/cvmfs/images/"), "/cvmfs/images/fnal/", List.of("https://scratch.example/users"), List.of());

    @Property(tries = 2_000)
    void whatTheDoorAcceptsTheAllocatorOpens(@ForAll("submissions") WorkflowSubmission submission) {
        Problems problems = new SubmissionCheck(RULES, LIMITS, dataset -> Optional.empty())
                .check(submission, Set.of("/dune/production"), NOW);
        Statistics.label("accepted").collect(problems.none());
        if (problems.none()) {
            assertThat(OrderCheck.of(workflow(submission).order())).isEmpty();
        } else {
            assertThat(problems.list()).extracting(Problem::field).doesNotContain("");
        }
    }

    private static Workflow workflow(WorkflowSubmission submission) {
        return new Workflow(
                new WorkflowId(WorkflowId.MAX),
                Optional.empty(),
                Optional.empty(),
                new Workflow.Draft(
                        WorkflowPurpose.TEST,
                        Optional.empty(),
                        Optional.empty(),
                        submission.description(),
                        "rita",
                        submission.scope(),
                        "muster",
                        submission.mql().strip(),
                        submission.refinding(),
                        SubmissionCheck.counters(submission.mql()),
                        0,
                        Optional.empty(),
                        submission.stages().stream()
                                .map(stage ->
                                        stage.withImage(stage.jobscriptImage().map(LIMITS::fullImage)))
                                .toList()),
                WorkflowState.DRAFT,
                Optional.empty(),
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Provide
    Arbitrary<WorkflowSubmission> submissions() {
        Arbitrary<Optional<Refinding>> refinding = mostly(
                Optional.empty(),
                Arbitraries.integers()
                        .between(60, Integer.MAX_VALUE)
                        .map(seconds -> Optional.of(new Refinding(seconds, Instant.MAX))));
        return Combinators.combine(
                        mostly("a test", Arbitraries.strings()),
                        mostly("usertests", Arbitraries.of("toy", "elsewhere", "")),
                        mostly("monte-carlo 5", Arbitraries.strings()),
                        refinding,
                        stage().list().ofMaxSize(2))
                .as(WorkflowSubmission::new);
    }

    private static Arbitrary<StageOrder> stage() {
        Arbitrary<Map<String, String>> environment = Arbitraries.maps(
                        mostly("A", Arbitraries.strings()), mostly("$JUSTIN_SCOPE", Arbitraries.strings()))
                .ofMaxSize(2);
        return Combinators.combine(
                        mostly("#!/bin/sh\n", Arbitraries.strings()),
                        mostly(
                                "",
                                Arbitraries.of("fnal-wn-sl7", "/", "a b", "/cvmfs/images/../x", "/cvmfs/images/a:1")),
                        wild(1),
                        wild(3_600),
                        mostly(30, Arbitraries.integers().between(0, 101)),
                        mostly("", Arbitraries.of("/dune/production", "dune/production", "other", "a b")),
                        environment,
                        output().list().ofMaxSize(2))
                .as((jobscript, image, small, wall, distance, group, variables, outputs) -> new StageOrder(
                        1,
                        jobscript,
                        Optional.of(image),
                        small,
                        small,
                        wall,
                        new Distance(distance),
                        small,
                        small,
                        small,
                        small,
                        List.of(),
                        List.of(),
                        List.of(),
                        outputs,
                        variables,
                        Optional.empty(),
                        Optional.of(group)));
    }

    private static Arbitrary<OutputPattern> output() {
        Arbitrary<String> names = Arbitraries.of(
                "toy:x",
                "a:b:c",
                "no good name!",
                "x_$JUSTIN_WORKFLOW_ID",
                "$NOBODY",
                "https://scratch.example/users/rita",
                "https://scratch.example/users/../x",
                "");
        Arbitrary<Destination> destinations = mostly(Destination.DATASET, Arbitraries.of(Destination.values()));
        return Combinators.combine(
                        wild(1),
                        mostly("*.root", Arbitraries.strings()),
                        destinations,
                        mostly("hits", names),
                        mostly(0L, Arbitraries.longs()))
                .as((id, pattern, destination, name, lifetime) -> new OutputPattern(
                        id, pattern, destination, Optional.of(name), Optional.empty(), Optional.of(lifetime)));
    }

    /** Mostly a number that is within every range, else any number at its ends or far outside. */
    private static Arbitrary<Integer> wild(int sound) {
        return mostly(sound, Arbitraries.of(0, -1, 1, 64, 65, 255, 256, Integer.MIN_VALUE, Integer.MAX_VALUE, (int)
                WorkflowLimits.WALL_SECONDS.most()));
    }

    private static <T> Arbitrary<T> mostly(T sound, Arbitrary<T> other) {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(12, Arbitraries.just(sound)), net.jqwik.api.Tuple.of(1, other));
    }
}
