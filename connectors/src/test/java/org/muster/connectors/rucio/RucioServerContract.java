package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;

/** What Muster relies on in servers that carry rules out: the sandbox and a real Rucio. */
public abstract class RucioServerContract extends RucioContract {
    /** Use is counted by daemons that come round every few minutes. */
    private static final Duration COUNTING = Duration.ofMinutes(10);

    @Test
    void rucioSaysWhereAnUploadBelongsBeforeItIsThere() {
        Did did = did("planned.root");
        Did slashed = did("deep/planned.root");

        Map<Did, String> paths = rucio().storages().uploadPaths(disk(), List.of(did, slashed));
        rucio().register(disk(), List.of(replica(did)));

        assertThat(paths).containsOnlyKeys(did, slashed);
        assertThat(rucio().replicas(List.of(did), ReplicaQuery.ALL).get(0).replicas())
                .extracting(Replica::pfn)
                .contains(paths.get(did));
    }

    @Test
    void manyDatasetsAreFilledInOneRequest() {
        List<Did> files = IntStream.range(0, 20).mapToObj(i -> did("part-" + i)).toList();
        List<Did> datasets =
                IntStream.range(0, 5).mapToObj(i -> did("dataset-" + i)).toList();
        rucio().register(disk(), files.stream().map(this::replica).toList());
        datasets.forEach(rucio()::createDataset);

        rucio().attach(datasets.stream()
                .map(dataset -> new Attachment(dataset, files))
                .toList());

        assertThat(datasets)
                .allSatisfy(dataset -> assertThat(rucio().content(dataset)).hasSize(files.size()));
    }

    @Test
    void rulesForManyAreMadeTogetherBesideThoseThereAre() {
        List<Did> datasets =
                IntStream.range(0, 3).mapToObj(i -> did("ruled-" + i)).toList();
        datasets.forEach(rucio()::createDataset);
        String known = rucio().rules().add(datasets.get(1), onDisk());

        Map<Did, String> ids = rucio().rules().add(datasets, onDisk());

        assertThat(ids).containsOnlyKeys(datasets).containsEntry(datasets.get(1), known);
        assertThat(ids.values()).doesNotHaveDuplicates();
        assertThat(rucio().rules().add(datasets, onDisk())).isEqualTo(ids);
    }

    @Test
    void aRuleIsKeptWhenEveryFileHasItsLock() {
        Did dataset = did("kept");
        Did file = file("kept.root");
        rucio().createDataset(dataset);
        rucio().attach(List.of(new Attachment(dataset, List.of(file))));
        String id = rucio().rules()
                .add(
                        dataset,
                        onDisk().with(RuleOption.ACTIVITY, "Production Output")
                                .with(RuleOption.PRIORITY, 4)
                                .with(RuleOption.GROUPING, "DATASET"));

        Rule kept = rule(id, rule -> rule.keptFor(1));

        assertThat(kept.keptFor(2)).isFalse();
        assertThat(kept.expiresAt()).hasValueSatisfying(ends -> assertThat(ends).isAfter(Instant.EPOCH));
        assertThat(rucio().rules().locks(id)).singleElement().satisfies(lock -> {
            assertThat(lock.did()).isEqualTo(file);
            assertThat(lock.rse()).isEqualTo(disk());
            assertThat(lock.state()).isEqualTo("OK");
        });
    }

    @Test
    void aRuleIsProlongedAndEnded() {
        Did dataset = did("prolonged");
        rucio().createDataset(dataset);
        String id = rucio().rules().add(dataset, onDisk());
        Instant first = rucio().rules().find(id).flatMap(Rule::expiresAt).orElseThrow();

        rucio().rules().prolong(id, Duration.ofDays(10));
        assertThat(rucio().rules().find(id).flatMap(Rule::expiresAt).orElseThrow())
                .isAfter(first.plus(Duration.ofDays(8)));

        rucio().rules().end(id);
        assertThat(rucio().rules().find(id).flatMap(Rule::expiresAt).orElse(Instant.EPOCH))
                .isBefore(first);
    }

    @Test
    void aDeletedRuleGoesWithinTheHourAndDeletingAgainIsFine() {
        Did dataset = did("deleted");
        rucio().createDataset(dataset);
        String id = rucio().rules().add(dataset, onDisk());
        Instant first = rucio().rules().find(id).flatMap(Rule::expiresAt).orElseThrow();

        rucio().rules().delete(id);
        rucio().rules().delete("0".repeat(32));

        assertThat(rucio().rules().find(id).flatMap(Rule::expiresAt).orElse(Instant.EPOCH))
                .isBefore(first);
    }

    @Test
    void aRuleThatNoStorageCanKeepIsRefusedByName() {
        Did dataset = did("unkeepable");
        rucio().createDataset(dataset);

        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() ->
                        rucio().rules().add(dataset, RuleTerms.of("muster", 1, "NO_SUCH_RSE", Duration.ofDays(1), "")))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.INVALID_RSE_EXPRESSION));
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() ->
                        rucio().rules().add(dataset, RuleTerms.of("muster", 2, disk().value(), Duration.ofDays(1), "")))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.TOO_FEW_RSES));
    }

    @Test
    void aScopeThatIsNotThereIsRefusedByName() {
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().createDataset(new Did("no-such-scope", "dataset")))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.SCOPE_NOT_FOUND));
    }

    @Test
    void aSubscriptionMakesTheRulesOfNewDatasetsUntilItIsSwitchedOff() {
        String name = "contract-" + run;
        Map<String, List<String>> filter = Map.of(
                "scope", List.of(scope()), "did_type", List.of("DATASET"), "pattern", List.of("standing.*" + run));
        assertThat(rucio().subscriptions().find("muster", name)).isEmpty();

        rucio().subscriptions().put("muster", name, filter, List.of(onDisk()), "first");
        rucio().subscriptions().put("muster", name, filter, List.of(onDisk()), "second");

        Subscription made = rucio().subscriptions().find("muster", name).orElseThrow();
        assertThat(made.account()).isEqualTo("muster");
        assertThat(made.comments()).isEqualTo("second");
        assertThat(made.filter().path("pattern").toString()).contains("standing.*" + run);
        assertThat(made.rules().path(0).path("rse_expression").asText()).isEqualTo(disk().value());
        assertThat(rucio().subscriptions().of("muster")).contains(made);
        Did dataset = did("standing");
        rucio().createDataset(dataset);
        long end = System.nanoTime() + COUNTING.toNanos();
        while (rucio().rules().of(dataset).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        assertThat(rucio().rules().of(dataset)).singleElement().satisfies(rule -> {
            assertThat(rule.account()).isEqualTo("muster");
            assertThat(rule.rseExpression()).isEqualTo(disk().value());
        });

        rucio().subscriptions().switchOff("muster", name);
        assertThat(rucio().subscriptions().find("muster", name))
                .hasValueSatisfying(off -> assertThat(off.state()).isEqualTo("INACTIVE"));
    }

    /** More than all other tests of the suite together register, so that nothing else explains the growth. */
    @Test
    void whatARuleKeepsIsUsedByItsAccountAndOnItsStorage() {
        long bytes = 1_000_000_007L;
        AccountUse before = use();
        long stored = stored();
        Did dataset = did("counted");
        Did file = did("counted.root");
        rucio().register(disk(), List.of(NewReplica.deterministic(file, bytes, new Adler32Sum("0cc737eb"))));
        rucio().createDataset(dataset);
        rucio().attach(List.of(new Attachment(dataset, List.of(file))));
        rule(rucio().rules().add(dataset, onDisk()), rule -> rule.keptFor(1));

        long end = System.nanoTime() + COUNTING.toNanos();
        while ((use().bytes() < before.bytes() + bytes || stored() < stored + bytes) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }

        assertThat(use().bytes() - before.bytes()).isBetween(bytes, bytes + 1_000_000);
        assertThat(use().files()).isGreaterThan(before.files());
        assertThat(stored() - stored).isBetween(bytes, bytes + 1_000_000);
    }

    private AccountUse use() {
        return rucio().accounts().usage("muster").stream()
                .filter(use -> use.rse().equals(disk()))
                .findFirst()
                .orElse(new AccountUse(disk(), 0, 0, 0, 0));
    }

    private long stored() {
        return rucio().storages().usage(disk()).stream()
                .filter(use -> use.source().equals("rucio"))
                .mapToLong(StorageUse::used)
                .sum();
    }
}
