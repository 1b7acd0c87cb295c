package org.muster.agents.finder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.FakeAllocator;
import org.muster.agents.fake.FakePlatform;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.FileToLocate;

/** How many files a second get their replicas from a server on this machine; MUSTER_TEST_RUCIO_URL and _PASSWORD name it. */
class ReplicaFinderRateTest {
    private static final Map<String, String> GIVEN = System.getenv();
    private static final int FILES = 20_000;
    private static final int AT_LEAST = 500;

    @Test
    void fiveHundredFilesASecondAreLocated() {
        String server = GIVEN.getOrDefault("MUSTER_TEST_RUCIO_URL", "");
        assumeFalse(server.isEmpty(), "MUSTER_TEST_RUCIO_URL names no server");
        URI url = URI.create(server);
        RucioClient rucio = new RucioClient(
                url,
                RucioAuth.userpass(
                        url, "muster", "muster", GIVEN.getOrDefault("MUSTER_TEST_PASSWORD", ""), Clock.systemUTC()));
        String run = UUID.randomUUID().toString();
        List<Did> dids = IntStream.range(0, FILES)
                .mapToObj(i -> new Did("usertests", "rate-" + run + "-" + i))
                .toList();
        for (String rse : List.of("UK_NORTH_DISK", "UK_SOUTH_DISK")) {
            rucio.register(
                    new RseName(rse),
                    dids.stream()
                            .map(did -> ReplicaRegistration.deterministic(did, 1, new Adler32Sum("00000001")))
                            .toList());
        }
        for (int round = 1; round <= 5; round++) {
            try (FakeAllocator allocator = new FakeAllocator()) {
                ReplicaFinder finder = new ReplicaFinder(allocator.client(), rucio, FakePlatform.toldToNobody());
                long nanos = 0;
                int located = 0;
                while (located < FILES) {
                    int from = located;
                    IntStream.range(from, from + ReplicaFinder.MAX_FILES)
                            .forEach(i -> allocator.toLocate.add(new FileToLocate(i, StageRef.of(1, 1), dids.get(i))));
                    long begun = System.nanoTime();
                    located += finder.doWork(Instant.EPOCH);
                    nanos += System.nanoTime() - begun;
                }
                long rate = Math.round(FILES / (nanos / 1e9));
                System.out.printf("Replica finder, round %d: %d files, %d a second%n", round, FILES, rate);
                assertThat(rate).isGreaterThan(AT_LEAST);
            }
        }
    }
}
