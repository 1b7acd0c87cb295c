package org.muster.catalogue.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.muster.connectors.rucio.Attachment;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.OutputToRegister;

/** Registers uploaded outputs as replicas in Rucio and puts them into their datasets. */
final class ReplicaRegistrations {
    private final DatasetNames names;
    private final RucioClient rucio;
    private final Map<RseName, Paths> paths = new ConcurrentHashMap<>();

    /** Who decides where a file lies. */
    private enum Paths {
        RUCIO,
        US
    }

    ReplicaRegistrations(DatasetNames names, RucioClient rucio) {
        this.names = names;
        this.rucio = rucio;
    }

    void register(List<OutputToRegister> outputs) {
        Map<RseName, List<OutputToRegister>> byRse = outputs.stream()
                .collect(Collectors.groupingBy(OutputToRegister::rse, LinkedHashMap::new, Collectors.toList()));
        byRse.forEach((rse, files) ->
                rucio.register(rse, files.stream().map(this::replica).toList()));
        attach(outputs);
    }

    private void attach(List<OutputToRegister> outputs) {
        Map<Did, Set<Did>> members = new LinkedHashMap<>();
        for (OutputToRegister output : outputs) {
            for (Did dataset : names.all(output)) {
                members.computeIfAbsent(dataset, name -> new LinkedHashSet<>()).add(output.did());
            }
        }
        List<Attachment> attachments = new ArrayList<>();
        members.forEach((dataset, files) -> attachments.add(new Attachment(dataset, List.copyOf(files))));
        rucio.attach(attachments);
    }

    private ReplicaRegistration replica(OutputToRegister output) {
        Paths who = paths.computeIfAbsent(
                output.rse(), rse -> rucio.storages().get(rse).deterministic() ? Paths.RUCIO : Paths.US);
        return new ReplicaRegistration(
                output.did(),
                output.sizeBytes(),
                output.requiredChecksum(),
                who == Paths.RUCIO ? Optional.empty() : Optional.of(output.pfn()));
    }
}
