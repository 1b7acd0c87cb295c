package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;

/** What Muster relies on in servers that carry rules out: the sandbox and a real Rucio. */
public abstract class RucioServerContract extends RucioContract {
    /** Use is counted by daemons that come round every few minutes. */
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
    void aRuleIsKeptWhenEveryFileHasItsLock() {
        Did dataset = did("kept");
        Did file = file("kept.root");
        rucio().createDataset(dataset);
        rucio().attach(List.of(new Attachment(dataset, List.of(file))));
        rucio().rules().add(dataset, onDisk());

        ReplicationRule kept = rule(dataset, rule -> rule.keptFor(1));

        assertThat(kept.keptFor(2)).isFalse();
        assertThat(kept.expiresAt()).hasValueSatisfying(ends -> assertThat(ends).isAfter(Instant.EPOCH));
    }

    @Test
    void aRuleIsProlonged() {
        Did dataset = did("prolonged");
        rucio().createDataset(dataset);
        String id = rucio().rules().add(dataset, onDisk());
        Instant first = end(dataset);

        rucio().rules().prolong(id, Optional.of(Duration.ofDays(10)));

        assertThat(end(dataset)).isAfter(first.plus(Duration.ofDays(8)));
    }

    private Instant end(Did ruled) {
        return rucio().rules().of(ruled).get(0).expiresAt().orElseThrow();
    }

    @Test
    void aRuleThatNoStorageCanKeepIsRefusedByName() {
        Did dataset = did("unkeepable");
        rucio().createDataset(dataset);

        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().rules()
                        .add(
                                dataset,
                                new RuleTerms(
                                        "muster", 1, "NO_SUCH_RSE", Optional.of(Duration.ofDays(1)), Optional.empty())))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.INVALID_RSE_EXPRESSION));
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().rules()
                        .add(
                                dataset,
                                new RuleTerms(
                                        "muster",
                                        2,
                                        disk().value(),
                                        Optional.of(Duration.ofDays(1)),
                                        Optional.empty())))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.TOO_FEW_RSES));
    }

    @Test
    void aScopeThatIsNotThereIsRefusedByName() {
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().createDataset(new Did("no-such-scope", "dataset")))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.SCOPE_NOT_FOUND));
    }
}
