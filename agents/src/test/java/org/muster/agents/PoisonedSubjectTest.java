package org.muster.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.agents.PoisonedLoops.Loop;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.SetAside;
import org.muster.protocol.platform.Incident;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

/** Each loop of this process is given one poisoned subject among ten good ones. */
class PoisonedSubjectTest {
    /** Loops whose subjects nobody can refuse: what others have set aside, tried below, and directories, in LocalJobsTest. */
    private static final Set<String> OWN = Set.of("incidents", "local-jobs");

    private static final Duration STEP = Duration.ofSeconds(5);
    /** Long enough for five tries. */
    private static final int STEPS = 150;

    private final PoisonedLoops loops = new PoisonedLoops();
    private ConfigurableApplicationContext agents;
    private Instant now = PoisonedLoops.BEGIN;

    @BeforeEach
    void start(@TempDir Path jobs) {
        agents = AgentsOfFakes.start(loops.world, loops.batch, jobs);
    }

    @AfterEach
    void stop() {
        agents.close();
        loops.close();
    }

    static Stream<String> names() {
        return PoisonedLoops.all().keySet().stream();
    }

    @Test
    void noLoopIsLeftOut() {
        Set<String> tried = new TreeSet<>(PoisonedLoops.all().keySet());
        tried.addAll(OWN);

        assertThat(all().stream().map(Agent::name)).containsExactlyInAnyOrderElementsOf(tried);
    }

    @ParameterizedTest
    @MethodSource("names")
    void tenAreDoneWhileOneIsTriedAgainAndSetAsideUntilItIsMended(String name) {
        Loop loop = Objects.requireNonNull(PoisonedLoops.all().get(name)).apply(loops);
        loop.poison();

        List<Instant> tries = new ArrayList<>(step(name, loop, loop.steps()));
        assertThat(loop.allDone()).as("done in the same round").isEqualTo(good());

        tries.addAll(step(name, loop, STEPS));
        assertThat(loop.allDone()).isEqualTo(good());
        assertThat(pauses(tries))
                .as("pauses between tries")
                .hasSizeGreaterThan(3)
                .isSorted();
        assertThat(pauses(tries).get(pauses(tries).size() - 1))
                .isGreaterThan(pauses(tries).get(0));
        assertThat(loops.world.platform.incidents.stream().map(Incident::source).distinct())
                .containsExactly(name);
        assertThat(loops.world.platform.incidents.stream()
                        .map(Incident::subject)
                        .distinct())
                .containsExactly(loop.subject());
        assertThat(loops.world.platform.incidents)
                .allSatisfy(told -> assertThat(told.reason()).isNotBlank().doesNotContain("Exception"));
        assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health().getDetails()).containsEntry("subjects", List.of(name + ": " + loop.subject()));

        loop.refusing().refuseNothing();
        step(name, loop, STEPS);
        assertThat(loop.allDone()).isEqualTo(PoisonedLoops.ALL);
        assertThat(loops.world.platform.over).extracting(Incident::subject).containsExactly(loop.subject());
        assertThat(health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void anIncidentThatTheWebappDoesNotTakeKeepsNoOtherFromPeople() {
        SetAside incidents = agents.getBean(SetAside.class);
        loops.world.platform.refuse("thing 5", 400);
        PoisonedLoops.ALL.forEach(i -> incidents.begin("registrar", "thing " + i, "broken"));

        incidents.doWork(now);

        assertThat(loops.world.platform.incidents)
                .extracting(Incident::subject)
                .hasSize(10)
                .doesNotContain("thing 5");
    }

    /** @return when the poisoned one was tried */
    private List<Instant> step(String name, Loop loop, int steps) {
        Agent agent = all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<Instant> tries = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            int before = loop.refusing().refusals();
            agent.doWork(now);
            agents.getBean(SetAside.class).doWork(now);
            if (loop.refusing().refusals() > before) {
                tries.add(now);
            }
            now = now.plus(STEP);
        }
        return tries;
    }

    private Collection<Agent> all() {
        return agents.getBeansOfType(Agent.class).values();
    }

    private Health health() {
        return agents.getBean("subjects", HealthIndicator.class).health();
    }

    private static Set<Integer> good() {
        return PoisonedLoops.ALL.stream()
                .filter(each -> each != PoisonedLoops.POISONED)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Duration> pauses(List<Instant> tries) {
        return IntStream.range(1, tries.size())
                .mapToObj(i -> Duration.between(tries.get(i - 1), tries.get(i)))
                .toList();
    }
}
