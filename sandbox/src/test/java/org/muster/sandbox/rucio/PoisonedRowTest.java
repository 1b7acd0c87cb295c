package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;
import static org.muster.sandbox.rucio.Requests.attach;
import static org.muster.sandbox.rucio.Requests.dataset;
import static org.muster.sandbox.rucio.Requests.register;
import static org.muster.sandbox.rucio.Requests.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.sandbox.RunningSandbox;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.scheduling.annotation.Scheduled;

/** Each loop of the sandbox is given one poisoned row, the fifth, among ten good ones. */
class PoisonedRowTest {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POISONED = 5;

    /** Whose work is done, and what makes the poisoned one good again. */
    private record Loop(IntPredicate done, Runnable mend) {
        List<Integer> all() {
            return numbers().filter(done).boxed().toList();
        }
    }

    /** By the class that runs on a clock, and what it does. */
    private static Map<String, Supplier<Loop>> loops() {
        Map<String, Supplier<Loop>> loops = new TreeMap<>();
        loops.put("RuleKeeper evaluates", PoisonedRowTest::evaluation);
        loops.put("RuleKeeper ends rules", PoisonedRowTest::ending);
        loops.put("RuleKeeper transfers", PoisonedRowTest::transfers);
        loops.put("StandingOrders look", PoisonedRowTest::orders);
        return loops;
    }

    static Stream<String> names() {
        return loops().keySet().stream();
    }

    private static IntStream numbers() {
        return IntStream.rangeClosed(1, 11);
    }

    @Test
    void noLoopIsLeftOut() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(
                (reader, factory) -> reader.getAnnotationMetadata().hasAnnotatedMethods(Scheduled.class.getName()));

        assertThat(scan.findCandidateComponents("org.muster.sandbox").stream()
                        .map(bean -> String.valueOf(bean.getBeanClassName()))
                        .map(name -> name.substring(name.lastIndexOf('.') + 1)))
                .containsExactlyInAnyOrderElementsOf(
                        names().map(name -> name.split(" ", 2)[0]).distinct().toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void tenAreDoneAndTheOneWhenItIsMended(String name) {
        Loop loop = Objects.requireNonNull(loops().get(name)).get();

        List<Integer> good = numbers().filter(each -> each != POISONED).boxed().toList();
        assertThat(awaited(loop, good)).isEqualTo(good);
        loop.mend().run();
        assertThat(awaited(loop, numbers().boxed().toList())).hasSize(11);
    }

    private static List<Integer> awaited(Loop loop, List<Integer> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!loop.all().equals(wanted) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        return loop.all();
    }

    private static void sql(String statement) {
        SANDBOX.jdbc().sql(statement).update();
    }

    private static String field(String rule, String name) {
        return json(SANDBOX.rucio("GET", "/rules/" + rule, "")).path(name).asText();
    }

    /** An expression that no parser takes any more. */
    private static Loop evaluation() {
        register("UK_NORTH_DISK", "evaluated", "");
        List<String> rules = new ArrayList<>();
        numbers().forEach(i -> {
            dataset("evaluated-set" + i);
            rules.add(json(rule("evaluated-set" + i, "UK_NORTH_DISK")).path(0).asText());
        });
        String poisoned = rules.get(POISONED - 1);
        sql("update rucio_rules set rse_expression = '((' where id = '" + poisoned + "'");
        numbers().forEach(i -> attach("evaluated-set" + i, "evaluated"));
        return new Loop(i -> field(rules.get(i - 1), "locks_ok_cnt").equals("1"), () -> {
            assertThat(field(poisoned, "error")).isEqualTo("InvalidRSEExpression");
            sql("update rucio_rules set rse_expression = 'UK_NORTH_DISK' where id = '" + poisoned + "'");
        });
    }

    /** A history that has it already. */
    private static Loop ending() {
        List<String> rules = new ArrayList<>();
        numbers().forEach(i -> {
            register("UK_NORTH_DISK", "ending" + i, "");
            rules.add(json(rule("ending" + i, "UK_NORTH_DISK")).path(0).asText());
        });
        String poisoned = rules.get(POISONED - 1);
        sql("insert into rucio_rules_history (id, scope, name, account, rse_expression, state, locks_ok, created_at)"
                + " select id, scope, name, account, rse_expression, state, 1, created_at from rucio_rules where id = '"
                + poisoned + "'");
        sql("update rucio_rules set expires_at = now() where name like 'ending%'");
        return new Loop(
                i -> SANDBOX.rucio("GET", "/rules/" + rules.get(i - 1), "").statusCode() == 404,
                () -> sql("delete from rucio_rules_history where id = '" + poisoned + "'"));
    }

    /** A file that is not where it should be. */
    private static Loop transfers() {
        List<String> rules = new ArrayList<>();
        numbers().forEach(i -> {
            if (i != POISONED) {
                write("carried" + i);
            }
            register("UK_NORTH_DISK", "carried" + i, "");
            rules.add(json(rule("carried" + i, "FR_WEST_DISK")).path(0).asText());
        });
        return new Loop(i -> field(rules.get(i - 1), "state").equals("OK"), () -> {
            assertThat(field(rules.get(POISONED - 1), "error")).isEqualTo("MissingSourceReplica");
            write("carried" + POISONED);
            sql("update rucio_locks set due_at = now() where name = 'carried" + POISONED + "'");
        });
    }

    /** A filter that is no expression any more. What a subscription has looked at it looks at when it is new only. */
    private static Loop orders() {
        numbers()
                .forEach(i -> SANDBOX.rucio(
                        "POST",
                        "/subscriptions/muster/standing" + i,
                        "{\"options\":{\"filter\":{\"pattern\":\"standing%d-set\"},\"replication_rules\":%s,%s}}"
                                .formatted(
                                        i,
                                        "[{\"copies\":1,\"rse_expression\":\"UK_NORTH_DISK\",\"activity\":\"User Subscriptions\"}]",
                                        "\"comments\":\"c\",\"lifetime\":null,\"retroactive\":false")));
        String filter = "update rucio_subscriptions set filter = '{\"pattern\":\"%s\"}' where name = 'standing5'";
        sql(filter.formatted("(("));
        numbers().forEach(i -> dataset("standing" + i + "-set"));
        return new Loop(
                i -> !lines(SANDBOX.rucio("GET", "/dids/usertests/standing" + i + "-set/rules", ""))
                        .isEmpty(),
                () -> {
                    sql(filter.formatted("standing5-set"));
                    sql("update rucio_dids set is_new = true where name = 'standing5-set'");
                });
    }

    @Test
    void aNameThatMakesNoAddressKeepsNoOtherFileFromBeingDeleted() {
        sql("insert into rucio_dids (scope, name, did_type, account, bytes, length) values"
                + " ('usertests', 'reaped %', 'F', 'muster', 1, 1)");
        sql("insert into rucio_replicas (scope, name, rse, state) values"
                + " ('usertests', 'reaped %', 'UK_NORTH_DISK', 'A')");
        numbers().forEach(i -> {
            write("reaped" + i);
            register("UK_NORTH_DISK", "reaped" + i, "");
        });
        sql("update rucio_replicas set tombstoned_at = now() where name like 'reaped%'");

        Loop files = new Loop(i -> stored("GET", "reaped" + i) == 404, () -> {});
        assertThat(awaited(files, numbers().boxed().toList())).hasSize(11);
    }

    private static void write(String name) {
        assertThat(stored("PUT", name)).isEqualTo(201);
    }

    private static int stored(String method, String name) {
        String pfn = json(SANDBOX.rucio("GET", "/rses/UK_NORTH_DISK/lfns2pfns?lfn=usertests:" + name, ""))
                .path("usertests:" + name)
                .asText();
        String token = SANDBOX.issuer().token("muster", "storage.read:/ storage.create:/");
        return SANDBOX.send(method, pfn, method.equals("PUT") ? "hello" : "", "Authorization", "Bearer " + token)
                .statusCode();
    }
}
