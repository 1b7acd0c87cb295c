package org.muster.agents.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.catalogue.fake.Outputs.output;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.agents.fake.Catalogues;
import org.muster.catalogue.fake.Outputs;
import org.muster.connectors.fake.FakeServer;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.domain.data.Adler32Sum;
import org.muster.protocol.control.OutputPattern.Destination;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.platform.Incident;

class ChecksumsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:01:00Z");
    private static final Adler32Sum SUM = new Adler32Sum("062c0215");

    /** Tells size and digest of a path to whom shows the token; a door sends on to the pool, which wants none. */
    private static final class Storage extends FakeServer {
        final Map<String, Map<String, String>> files = new TreeMap<>();
        final List<String> doors = new ArrayList<>();
        final List<String> digestsWanted = new ArrayList<>();

        void put(String path, long size, String digest) {
            files.put(
                    path,
                    digest.isEmpty()
                            ? Map.of("Content-Length", Long.toString(size))
                            : Map.of("Content-Length", Long.toString(size), "Digest", digest));
        }

        @Override
        protected Reply answer(Request request) {
            String path = String.join("/", request.path());
            digestsWanted.add(request.header("Want-Digest"));
            boolean pool = path.startsWith("pool/");
            if (request.header("Authorization").equals("Bearer write-token") == pool) {
                return Reply.of(403, "");
            }
            if (doors.contains(path)) {
                return new Reply(307, "", "", Map.of("Location", "/pool/" + path));
            }
            Map<String, String> file = files.get(pool ? path.substring("pool/".length()) : path);
            return request.method().equals("HEAD") && file != null ? new Reply(200, "", "", file) : Reply.of(404, "");
        }
    }

    private final Catalogues world = new Catalogues();
    private final Storage storage = new Storage();
    private final Storage other = new Storage();
    private final Registrar registrar = Registrars.in(world, Duration.ofSeconds(1));

    @AfterEach
    void stop() {
        world.close();
        storage.close();
        other.close();
    }

    private static OutputToRegister mute(long id, String pfn) {
        OutputToRegister told = output(id, "w" + id + "s1", "mute" + id + ".root");
        return new OutputToRegister(
                id,
                told.stage(),
                told.patternId(),
                told.filePattern(),
                told.did(),
                told.sizeBytes(),
                Optional.empty(),
                told.rse(),
                pfn,
                told.destination(),
                told.dataset(),
                told.datasetNumber(),
                told.rseExpression(),
                told.lifetimeSeconds(),
                told.quotaName(),
                told.owner(),
                told.campaign(),
                told.job(),
                told.site(),
                told.parents(),
                told.metadata(),
                told.confirmedAt(),
                told.registeredAt());
    }

    private OutputToRegister confirm(long id, FakeServer where) {
        OutputToRegister output = mute(id, where.url() + "/disk/mute" + id + ".root");
        world.allocator.outputs.add(output);
        return output;
    }

    private List<Long> left() {
        return world.allocator.outputs.stream().map(OutputToRegister::outputId).toList();
    }

    /** What people read when it has been tried often enough. */
    private List<String> reasons() {
        Instant now = NOW;
        for (int tries = 0; tries < 5; tries++) {
            now = now.plus(Duration.ofMinutes(11));
            registrar.doWork(now);
        }
        world.setAside.doWork(now);
        return world.platform.incidents.stream().map(Incident::reason).toList();
    }

    @Test
    void whatTheJobDidNotTellIsReadFromTheStorageAndKept() {
        for (long id = 1; id <= 5; id++) {
            confirm(id, storage);
            storage.put("disk/mute" + id + ".root", 100, "adler32=062c0215");
        }

        assertThat(registrar.doWork(NOW)).isEqualTo(5);

        assertThat(left()).isEmpty();
        assertThat(world.allocator.checksums)
                .containsOnlyKeys(1L, 2L, 3L, 4L, 5L)
                .containsValue(SUM);
        assertThat(world.metacat
                        .file("usertests:mute3.root")
                        .path("checksums")
                        .path("adler32")
                        .asText())
                .isEqualTo("062c0215");
        assertThat(storage.digestsWanted).hasSize(5).containsOnly("adler32");
    }

    @ParameterizedTest
    @CsvSource({
        "adler32=062c0215, 062c0215",
        "adler32=062C0215, 062c0215",
        "adler32=62c0215, 062c0215",
        "ADLER32=1, 00000001",
        "'md5=HUXZLQLMuI/KZ5KDcJPcOA==,adler32=62C0215', 062c0215",
        "'md5=HUXZLQLMuI/KZ5KDcJPcOA==, adler32=062c0215', 062c0215"
    })
    void digitsAreAsAStorageWritesThem(String digest, String sum) {
        confirm(1, storage);
        storage.put("disk/mute1.root", 100, digest);

        assertThat(registrar.doWork(NOW)).isEqualTo(1);

        assertThat(world.allocator.checksums).containsEntry(1L, new Adler32Sum(sum));
    }

    @Test
    void aPoolToWhichADoorSendsIsAskedWithoutTheToken() {
        confirm(1, storage);
        storage.doors.add("disk/mute1.root");
        storage.put("disk/mute1.root", 100, "adler32=062c0215");

        assertThat(registrar.doWork(NOW)).isEqualTo(1);
    }

    @Test
    void whereNeitherTellsItTheOutputIsSetAsideInWordsAndTheOthersAreRegistered() {
        confirm(1, storage);
        storage.put("disk/mute1.root", 100, "");
        confirm(2, storage);
        storage.put("disk/mute2.root", 100, "adler32=062c0215");
        world.allocator.outputs.add(output(3, "w3s1", "told.root"));

        assertThat(registrar.doWork(NOW)).isEqualTo(2);

        assertThat(left()).containsExactly(1L);
        assertThat(reasons())
                .singleElement()
                .asString()
                .contains("usertests:mute1.root: neither its job nor the storage tells a checksum")
                .contains("/disk/mute1.root and register the file by hand");
        storage.put("disk/mute1.root", 100, "adler32=062c0215");
        assertThat(registrar.doWork(NOW.plus(Duration.ofHours(2)))).isEqualTo(1);
    }

    @Test
    void aFileOfAnotherSizeIsRefusedInWords() {
        confirm(1, storage);
        storage.put("disk/mute1.root", 99, "adler32=062c0215");

        assertThat(registrar.doWork(NOW)).isZero();

        assertThat(reasons())
                .singleElement()
                .asString()
                .contains("usertests:mute1.root: its job confirmed 100 bytes, and http://")
                .contains("/disk/mute1.root has 99");
        assertThat(world.allocator.checksums).isEmpty();
    }

    @Test
    void aStorageThatDoesNotAnswerHoldsUpNoOtherAndIsAskedAgain() {
        other.fault(request -> Outcome.OVERLOAD);
        confirm(1, other);
        confirm(2, storage);
        other.put("disk/mute1.root", 100, "adler32=062c0215");
        storage.put("disk/mute2.root", 100, "adler32=00000002");

        assertThat(registrar.doWork(NOW)).isEqualTo(1);
        assertThat(left()).containsExactly(1L);

        other.fault(request -> Outcome.ANSWER);
        assertThat(registrar.doWork(NOW.plusSeconds(60))).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeSo() {
        confirm(1, storage);
        world.allocator.outputs.add(mute(2, "root://storage.example:1094//disk/mute2.root"));

        assertThat(registrar.doWork(NOW)).isZero();

        assertThat(reasons())
                .anySatisfy(reason -> assertThat(reason).contains("/disk/mute1.root: HTTP 404"))
                .anySatisfy(reason -> assertThat(reason).contains("mute2.root: it takes no WebDAV"));
    }

    @Test
    void withoutATokenNoStorageIsAsked() {
        world.allocator.storageToken = "";
        confirm(1, storage);

        assertThat(registrar.doWork(NOW)).isZero();

        assertThat(storage.log()).isEmpty();
        assertThat(left()).containsExactly(1L);
    }

    @Test
    void whatGoesToAUrlOfTheUsersOwnNeedsNoChecksum() {
        world.allocator.outputs.add(output(4, "w2s1", "plot.pdf", Destination.URL, Outputs.NORTH, Outputs.metadata()));

        assertThat(registrar.doWork(NOW)).isEqualTo(1);
        assertThat(storage.log()).isEmpty();
    }
}
