package org.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.webapp.rounds.Round;

/**
 * Whatever goes on by itself in the programs that run for ever: each thread, pool and clock of theirs is known here, with the test
 * that gives it one poisoned subject among good ones.
 */
class LoopsRulesTest {
    private static final String HOME = "org.muster.";

    /** By the class that starts it. */
    private static final Map<String, String> TRIED = new TreeMap<>(Map.ofEntries(
            Map.entry("allocator.commit.LedgerLoop", "BrokenCommandTest"),
            Map.entry("allocator.counting.LateCount", "LateCountTest"),
            Map.entry("allocator.counting.NightlyCount", "NightlyCountTest"),
            Map.entry("allocator.retention.RetentionLoop", "EventMonthsTest"),
            Map.entry("allocator.server.Repairs", "PoisonedRowsTest"),
            Map.entry("allocator.storage.FetchedTokens", "FetchedTokensTest"),
            Map.entry("allocator.http.Visits", "VisitsTest"),
            Map.entry("webapp.allocation.RememberProgress", "ProgressOnPagesTest"),
            Map.entry("webapp.incidents.PartTroubles", "PartTroublesTest"),
            Map.entry("webapp.inputs.CatalogueWatch", "CatalogueWatchTest"),
            Map.entry("webapp.intake.TimedHttp", "TimedHttpTest"),
            Map.entry("webapp.orchestration.AccountedWorkflows", "AccountedWorkflowsTest"),
            Map.entry("webapp.slices.StartSlices", "StartSlicesTest"),
            Map.entry("webapp.rounds.Rounds", "RoundsTest"),
            Map.entry("workers.runtime.EngineConnection", "EngineConnectionTest"),
            Map.entry("workers.runtime.TaskDesk", "PoisonedTaskTest"),
            Map.entry("agents.runtime.AgentLoops", "PoisonedSubjectTest"),
            Map.entry("agents.finder.FindingThreads", "FindingsTest"),
            Map.entry("agents.registrar.Checksums", "ChecksumsTest"),
            Map.entry("agents.registrar.Lanes", "LanesTest"),
            Map.entry("sandbox.rucio.rules.RuleKeeper", "PoisonedRowTest"),
            Map.entry("sandbox.rucio.subscriptions.StandingOrders", "PoisonedRowTest")));

    /** Threads that do one thing for one who waits for it, and is told what became of it; and those that end a program. */
    private static final Set<String> NO_LOOPS =
            Set.of("allocator.access.TokenVerifier", "allocator.control.Readers", "allocator.server.AllocatorMain");

    private static final Set<String> MODULES =
            Set.of("allocator", "webapp", "workers", "agents", "sandbox", "connectors", "catalogue");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.muster");

    private static Stream<String> starting(Stream<JavaClass> code) {
        return code.filter(LoopsRulesTest::starts).map(type -> outermost(type).substring(HOME.length()));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    private static boolean starts(JavaClass type) {
        return Stream.concat(
                                type.getMethodCallsFromSelf().stream()
                                        .map(call -> call.getTargetOwner().getName() + "." + call.getName()),
                                type.getConstructorCallsFromSelf().stream()
                                        .map(call -> call.getTargetOwner().getName() + ".new"))
                        .anyMatch(LoopsRulesTest::starts)
                || type.getCodeUnits().stream().anyMatch(LoopsRulesTest::scheduled)
                || (!type.isInterface() && type.isAssignableTo(Round.class));
    }

    private static boolean starts(String call) {
        return call.equals("java.lang.Thread.new")
                || call.startsWith("java.util.concurrent.Executors.new")
                || call.equals("java.util.concurrent.ThreadPoolExecutor.new")
                || call.matches(".*Executor(Service)?\\.schedule(WithFixedDelay|AtFixedRate)")
                || call.endsWith(".setPeriodic")
                || call.equals("java.util.Timer.new");
    }

    private static boolean scheduled(JavaCodeUnit method) {
        return method.isAnnotatedWith("org.springframework.scheduling.annotation.Scheduled");
    }

    @Test
    void noneIsLeftOut() {
        Set<String> known = new TreeSet<>(TRIED.keySet());
        known.addAll(NO_LOOPS);

        Set<String> found = new TreeSet<>();
        starting(CODE.stream()
                        .filter(type -> MODULES.contains(type.getPackageName().split("\\.", 4)[2])))
                .forEach(found::add);

        assertThat(found).isEqualTo(known);
    }

    @Test
    void eachHasItsTest() throws IOException {
        Set<String> tests = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path sources : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .forEach(tests::add);
                }
            }
        }

        assertThat(tests).containsAll(TRIED.values());
    }

    @Test
    void aLoopThatNobodyKnowsWouldBeFound() {
        JavaClasses fixture = new ClassFileImporter().importClasses(StartsALoop.class, GoesRound.class);

        assertThat(starting(fixture.stream()))
                .containsExactly("architecture.LoopsRulesTest", "architecture.LoopsRulesTest");
    }

    private static final class StartsALoop {
        @SuppressWarnings("unused")
        private final Thread thread = new Thread(() -> {});
    }

    private static final class GoesRound implements Round {
        @Override
        public String name() {
            return "round";
        }

        @Override
        public Duration every() {
            return Duration.ofDays(1);
        }

        @Override
        public void go() {}
    }
}
