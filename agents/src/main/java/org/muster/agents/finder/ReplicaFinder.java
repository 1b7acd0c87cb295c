package org.muster.agents.finder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.Halves;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.connectors.rucio.FileReplicas;
import org.muster.connectors.rucio.Replica;
import org.muster.connectors.rucio.ReplicaQuery;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks up where input files can be read, in bulk. The allocator picks whose turn it is. */
@Component
final class ReplicaFinder implements Agent {
    /** Files looked up in one step. */
    static final int MAX_FILES = 2 * RucioClient.MAX_ITEMS;

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaFinder.class);

    private final AllocatorClient allocator;
    private final RucioClient rucio;
    /** Files of which the allocator does not take what was found. */
    private final Subjects<Did> troubled;

    ReplicaFinder(AllocatorClient allocator, RucioClient rucio, SetAside setAside) {
        this.troubled = new Subjects<>(name(), setAside);
        this.allocator = allocator;
        this.rucio = rucio;
    }

    @Override
    public String name() {
        return "replica-finder";
    }

    @Override
    public int doWork(Instant now) {
        List<FileToLocate> files = allocator.filesToLocate(MAX_FILES);
        if (files.isEmpty()) {
            return 0;
        }
        List<Did> dids = files.stream().map(FileToLocate::did).distinct().toList();
        Map<Did, FileReplicas> known = new HashMap<>();
        lookUp(dids, known);
        // Rucio leaves out what it does not know, and nothing else; what it leaves out twice is not there.
        List<Did> missing = dids.stream().filter(did -> !known.containsKey(did)).toList();
        if (!missing.isEmpty()) {
            lookUp(missing, known);
        }
        List<FileToLocate> told =
                files.stream().filter(file -> troubled.due(file.did(), now)).toList();
        Halves.each(
                told,
                some -> {
                    allocator.located(some.stream()
                            .map(file -> new LocatedFile(
                                    file.fileId(), replicas(Optional.ofNullable(known.get(file.did())))))
                            .toList());
                    some.forEach(file -> troubled.succeeded(file.did()));
                },
                (file, trouble) -> troubled.failed(file.did(), now, trouble));
        troubled.keepOnly(dids);
        return told.size();
    }

    /** A name that Rucio refuses to look at must not keep all other files from being found; it counts as not found. */
    private void lookUp(List<Did> dids, Map<Did, FileReplicas> known) {
        Halves.each(
                dids,
                some -> rucio.replicas(some, ReplicaQuery.ALL).forEach(file -> known.putIfAbsent(file.did(), file)),
                (did, trouble) -> LOG.warn("Rucio does not look for {}: {}", did, trouble.getMessage()));
    }

    /** One for each storage, best first. What lies on tape cannot be read without a recall, which nobody has asked for. */
    private static List<FoundReplica> replicas(Optional<FileReplicas> file) {
        Map<RseName, List<Replica>> byStorage = new LinkedHashMap<>();
        file.map(FileReplicas::replicas).orElse(List.of()).stream()
                .filter(replica -> !replica.tape())
                .forEach(replica -> byStorage
                        .computeIfAbsent(replica.rse(), rse -> new ArrayList<>())
                        .add(replica));
        return byStorage.entrySet().stream()
                .map(entry -> found(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** A storage with one door for both is read through that door from everywhere. */
    private static FoundReplica found(RseName rse, List<Replica> doors) {
        Optional<String> lan =
                doors.stream().filter(Replica::lan).map(Replica::pfn).findFirst();
        Optional<String> wan =
                doors.stream().filter(door -> !door.lan()).map(Replica::pfn).findFirst();
        return new FoundReplica(rse, wan.or(() -> lan).orElseThrow(), lan);
    }
}
