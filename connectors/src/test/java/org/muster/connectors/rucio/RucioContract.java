package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.connectors.contract.Tally;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;

/** What Muster relies on in any Rucio, be it the fake, the sandbox or a real one. Names are new in every run. */
@ExtendWith(Tally.class)
public abstract class RucioContract {
    private static final Adler32Sum SUM = new Adler32Sum("0cc737eb");

    /** Rucio's daemons take their time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final String run = UUID.randomUUID().toString();

    protected abstract RucioClient rucio();

    /** Skips the suite, with the reason, where there is no server to hold to it. */
    protected void assumeServer() {}

    @BeforeEach
    void server() {
        assumeServer();
    }

    /** A disk that takes uploads. */
    protected RseName disk() {
        return new RseName("UK_NORTH_DISK");
    }

    protected String site() {
        return "UK_North";
    }

    protected String scope() {
        return "usertests";
    }

    Did did(String name) {
        return new Did(scope(), name + "-" + run);
    }

    ReplicaRegistration replica(Did did) {
        return ReplicaRegistration.deterministic(did, 10, SUM);
    }

    Did file(String name) {
        Did did = did(name);
        rucio().register(disk(), List.of(replica(did)));
        return did;
    }

    RuleTerms onDisk() {
        return new RuleTerms("muster", 1, disk().value(), Optional.of(Duration.ofDays(1)), Optional.of("contract"));
    }

    ReplicationRule rule(Did did, Predicate<ReplicationRule> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<ReplicationRule> found =
                    rucio().rules().of(did).stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime())
                    .as("the rule is not as wanted in time")
                    .isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    @Test
    void saysWhoItIsAndWhoAsks() {
        assertThat(rucio().version()).isNotEmpty();
        assertThat(rucio().accounts().whoami()).isEqualTo("muster");
    }

    @Test
    void registeringTwiceChangesNothingAndReadsBack() {
        Did did = file("twice.root");
        rucio().register(disk(), List.of(replica(did)));

        FileReplicas found = rucio().replicas(List.of(did), ReplicaQuery.ALL).get(0);

        assertThat(found.did()).isEqualTo(did);
        assertThat(found.bytes()).isEqualTo(10);
        assertThat(found.adler32()).contains(SUM.hex());
        assertThat(found.available()).containsExactly(disk());
        assertThat(found.replicas()).isNotEmpty().allSatisfy(replica -> {
            assertThat(replica.rse()).isEqualTo(disk());
            assertThat(replica.pfn()).endsWith("/" + did.name());
        });
    }

    @Test
    void aContradictingRegistrationIsSeenOnlyByReadingBack() {
        Did did = file("contradiction.root");
        rucio().register(disk(), List.of(ReplicaRegistration.deterministic(did, 11, new Adler32Sum("ffffffff"))));

        assertThat(rucio().replicas(List.of(did), ReplicaQuery.ALL).get(0).bytes())
                .isEqualTo(10);
    }

    @Test
    void namesWithASlashAreOneName() {
        Did did = file("a/b.root");

        assertThat(rucio().find(did))
                .hasValueSatisfying(entry -> assertThat(entry.did()).isEqualTo(did));
    }

    @Test
    void moreFilesThanFitIntoARequestAreRegisteredAttachedAndListed() {
        Did dataset = did("many");
        rucio().createDataset(dataset);
        List<Did> dids = IntStream.range(0, RucioClient.MAX_ITEMS + 1)
                .mapToObj(i -> did("many-" + i))
                .toList();
        rucio().register(disk(), dids.stream().map(this::replica).toList());
        rucio().attach(List.of(new Attachment(dataset, dids)));

        assertThat(rucio().replicas(dids, ReplicaQuery.ALL)).hasSize(dids.size());
        List<Did> listed = new ArrayList<>();
        rucio().files(dataset, entry -> listed.add(entry.did()));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(dids);
    }

    @Test
    void unknownFilesAreLeftOutOfAListing() {
        Did did = file("known.root");

        assertThat(rucio().replicas(List.of(did, did("unknown.root")), ReplicaQuery.ALL))
                .extracting(FileReplicas::did)
                .containsExactly(did);
    }

    @Test
    void aListingCanBeLimitedToStorages() {
        Did did = file("limited.root");

        assertThat(rucio().replicas(List.of(did), new ReplicaQuery(List.of(), "wan", Optional.of(disk().value()))))
                .singleElement()
                .satisfies(found -> assertThat(found.replicas()).isNotEmpty());
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(
                        () -> rucio().replicas(List.of(did), new ReplicaQuery(List.of(), "wan", Optional.of("NOSUCH"))))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.INVALID_RSE_EXPRESSION));
    }

    @Test
    void creatingADatasetAgainIsFineButNotAsAContainer() {
        Did dataset = did("dataset");
        rucio().createDataset(dataset);
        rucio().createDataset(dataset);

        assertThat(rucio().find(dataset)).hasValueSatisfying(entry -> {
            assertThat(entry.type()).isEqualTo(DidEntry.Type.DATASET);
            assertThat(entry.open()).isTrue();
        });
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().createContainer(dataset))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.DID_EXISTS));
        assertThat(rucio().find(did("never-made"))).isEmpty();
    }

    @Test
    void manyDatasetsAndTheirRulesAreMadeInOneRequestEach() {
        List<Did> datasets = List.of(did("bulk-1"), did("bulk-2"), did("bulk-3"));
        rucio().createDataset(datasets.get(1));

        rucio().createDatasets(datasets);
        rucio().createDatasets(datasets);
        rucio().rules().addAll(datasets.subList(0, 2), onDisk());

        assertThat(datasets)
                .allSatisfy(dataset -> assertThat(rucio().find(dataset))
                        .hasValueSatisfying(entry -> assertThat(entry.type()).isEqualTo(DidEntry.Type.DATASET)));
        // One of them is there: the other is not made either.
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().rules().addAll(datasets, onDisk()))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.DUPLICATE_RULE));
        assertThat(datasets)
                .extracting(dataset -> rucio().rules().of(dataset).size())
                .containsExactly(1, 1, 0);
    }

    @Test
    void attachingAndDetachingAgainIsFineAndAnUnknownChildIsRefused() {
        Did dataset = did("attach");
        rucio().createDataset(dataset);
        Did file = file("attached.root");
        rucio().attach(List.of(new Attachment(dataset, List.of(file))));
        rucio().attach(List.of(new Attachment(dataset, List.of(file))));
        assertThat(rucio().content(dataset)).extracting(DidEntry::did).containsExactly(file);
        rucio().detach(dataset, List.of(file));
        rucio().detach(dataset, List.of(file));
        assertThat(rucio().content(dataset)).isEmpty();
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().attach(List.of(new Attachment(dataset, List.of(did("no-file"))))))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.DID_NOT_FOUND));
    }

    @Test
    void containersHoldDatasetsAndExpandToFiles() {
        Did container = did("container");
        Did dataset = did("contained");
        Did file = file("deep.root");
        rucio().createContainer(container);
        rucio().createDataset(dataset);
        rucio().attach(List.of(new Attachment(container, List.of(dataset)), new Attachment(dataset, List.of(file))));

        assertThat(rucio().replicas(List.of(container), ReplicaQuery.ALL))
                .extracting(FileReplicas::did)
                .containsExactly(file);
    }

    @Test
    void filesOfManyDatasetsComeInOneListEachWithItsDataset() {
        Did one = did("one");
        Did other = did("other");
        Did shared = file("shared.root");
        Did own = file("own.root");
        rucio().createDataset(one);
        rucio().createDataset(other);
        rucio().attach(List.of(new Attachment(one, List.of(shared)), new Attachment(other, List.of(shared, own))));
        List<String> seen = new ArrayList<>();

        rucio().files(
                        List.of(one, did("unknown"), other),
                        (dataset, file) -> seen.add(dataset + " " + file.did() + " " + file.bytes()),
                        (name, why) -> seen.add(name));

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        one + " " + shared + " 10", other + " " + shared + " 10", other + " " + own + " 10");
    }

    @Test
    void aRuleTellsWhenItWasMadeAndEndsSoMuchLaterOrNever() {
        Did dataset = did("lived");
        rucio().createDataset(dataset);
        String id = rucio().rules()
                .add(
                        dataset,
                        new RuleTerms(
                                "muster", 1, disk().value(), Optional.of(Duration.ofDays(3)), Optional.of("contract")));

        assertThat(rucio().rules().of(dataset))
                .singleElement()
                .satisfies(rule -> assertThat(rule.expiresAt())
                        .hasValueSatisfying(end -> assertThat(end)
                                .isCloseTo(
                                        rule.createdAt().orElseThrow().plus(Duration.ofDays(3)),
                                        within(5, ChronoUnit.MINUTES))));
        rucio().rules().prolong(id, Optional.empty());
        assertThat(rucio().rules().of(dataset))
                .singleElement()
                .satisfies(rule -> assertThat(rule.expiresAt()).isEmpty());
    }

    @Test
    void aDatasetThatIsUnknownHasNoRules() {
        try {
            assertThat(rucio().rules().of(did("never-made"))).isEmpty();
        } catch (RucioRefused e) {
            assertThat(e.error()).isEqualTo(RucioError.DID_NOT_FOUND);
        }
    }

    @Test
    void datasetsAreFoundByName() {
        Did dataset = did("dev-w1s1p1");
        rucio().createDataset(dataset);

        assertThat(rucio().datasets(scope(), "dev-w1s1p1-" + run + "*")).containsExactly(dataset);
    }

    @Test
    void closingTwiceIsFineAndNothingGoesInAfter() {
        Did dataset = did("closed");
        rucio().createDataset(dataset);
        Did file = file("late.root");
        rucio().close(dataset);
        rucio().close(dataset);

        assertThat(rucio().find(dataset))
                .hasValueSatisfying(entry -> assertThat(entry.open()).isFalse());
        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().attach(List.of(new Attachment(dataset, List.of(file)))))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.UNSUPPORTED_OPERATION));
    }

    @Test
    void aRuleMadeAgainIsTheSameRule() {
        Did dataset = did("ruled");
        rucio().createDataset(dataset);
        RuleTerms wanted =
                new RuleTerms("muster", 1, disk().value(), Optional.of(Duration.ofDays(1)), Optional.of("contract"));
        String id = rucio().rules().add(dataset, wanted);

        assertThat(rucio().rules().add(dataset, wanted)).isEqualTo(id);
        assertThat(rucio().rules().of(dataset)).singleElement().satisfies(rule -> {
            assertThat(rule.id()).isEqualTo(id);
            assertThat(rule.rseExpression()).isEqualTo(disk().value());
        });
    }

    @Test
    void filesAttachedToManyDatasetsAtOnceComeUnderTheRuleOfEach() {
        List<Did> datasets =
                IntStream.range(0, 12).mapToObj(i -> did("grown-" + i)).toList();
        datasets.forEach(rucio()::createDataset);
        datasets.forEach(dataset -> rucio().rules().add(dataset, onDisk()));
        List<Did> files =
                IntStream.range(0, 12).mapToObj(i -> did("growth-" + i)).toList();
        rucio().register(disk(), files.stream().map(this::replica).toList());

        rucio().attach(IntStream.range(0, 12)
                .mapToObj(i -> new Attachment(datasets.get(i), List.of(files.get(i))))
                .toList());

        assertThat(datasets)
                .allSatisfy(dataset -> assertThat(
                                rule(dataset, rule -> rule.keptFor(1)).rseExpression())
                        .isEqualTo(disk().value()));
    }

    @Test
    void aRuleForNobodyIsRefusedByName() {
        Did dataset = did("nobodys");
        rucio().createDataset(dataset);

        assertThatExceptionOfType(RucioRefused.class)
                .isThrownBy(() -> rucio().rules()
                        .add(dataset, new RuleTerms("nobody", 1, disk().value(), Optional.empty(), Optional.empty())))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(RucioError.ACCOUNT_NOT_FOUND));
    }

    @Test
    void storagesTellTheirSiteTheirDoorAndTheirSpace() {
        assertThat(rucio().storages().all()).contains(disk());
        assertThat(rucio().storages().matching("site=" + site())).contains(disk());
        StorageElement rse = rucio().storages().get(disk());
        assertThat(rse.attribute("site")).isEqualTo(site());
        assertThat(rse.readable()).isTrue();
        assertThat(rse.writable()).isTrue();
        assertThat(rse.tape()).isFalse();
        assertThat(rse.hashedPaths()).isTrue();
        assertThat(rse.upload())
                .hasValueSatisfying(door -> assertThat(door.url()).doesNotEndWith("/"));
        assertThat(rucio().storages().usage(disk())).isNotEmpty();
    }

    @Test
    void anUploadLandsWhereRucioSays() {
        Did did = file("where.root");
        String prefix = rucio().storages().get(disk()).upload().orElseThrow().url();

        assertThat(rucio().replicas(List.of(did), ReplicaQuery.ALL).get(0).replicas())
                .allSatisfy(replica -> assertThat(replica.pfn())
                        .startsWith(prefix + "/" + scope() + "/")
                        .endsWith("/" + did.name()));
    }
}
