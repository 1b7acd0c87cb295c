package org.muster.agents.finder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.agents.runtime.Agent;
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
import org.springframework.stereotype.Component;

/** Looks up where input files can be read, in bulk. The allocator picks whose turn it is. */
@Component
final class ReplicaFinder implements Agent {
    /** Files looked up in one step. */
    static final int MAX_FILES = 2 * RucioClient.MAX_ITEMS;

    private final AllocatorClient allocator;
    private final RucioClient rucio;

    ReplicaFinder(AllocatorClient allocator, RucioClient rucio) {
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
        Map<Did, FileReplicas> known = rucio.replicas(dids, ReplicaQuery.ALL).stream()
                .collect(Collectors.toMap(FileReplicas::did, Function.identity(), (first, again) -> first));
        allocator.located(files.stream()
                .map(file -> new LocatedFile(file.fileId(), replicas(Optional.ofNullable(known.get(file.did())))))
                .toList());
        return files.size();
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
        return new FoundReplica(rse, wan.or(() -> lan).orElseThrow(), lan.orElse(""));
    }
}
