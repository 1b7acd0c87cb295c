package org.muster.agents.reconciler;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.registration.DatasetNames;
import org.muster.connectors.registration.OutputMetadata;
import org.muster.connectors.rucio.FileReplicas;
import org.muster.connectors.rucio.ReplicaQuery;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.domain.time.Instants;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;

/** Compares registered outputs with what the catalogues say of them: one call of each for up to a thousand. */
final class Comparison {
    private final DatasetNames names;
    private final MetaCatClient metacat;
    private final RucioClient rucio;

    Comparison(DatasetNames names, MetaCatClient metacat, RucioClient rucio) {
        this.names = names;
        this.metacat = metacat;
        this.rucio = rucio;
    }

    void compare(
            List<OutputToRegister> outputs,
            Function<OutputToRegister, DatasetContent> content,
            Instant now,
            Consumer<Discrepancy> wrong) {
        List<Did> dids = outputs.stream().map(OutputToRegister::did).distinct().toList();
        Map<Did, CatalogueFile> declared = metacat.files(dids).stream()
                .collect(Collectors.toMap(CatalogueFile::did, Function.identity(), (first, again) -> first));
        Map<Did, FileReplicas> replicas = new HashMap<>();
        rucio.replicas(dids, ReplicaQuery.ALL).forEach(file -> replicas.putIfAbsent(file.did(), file));
        for (OutputToRegister output : outputs) {
            DatasetContent members = content.apply(output);
            CatalogueFile file = declared.get(output.did());
            inMetacat(output, file, members, now).ifPresent(wrong);
            boolean given = file != null
                    && file.metadata().path(OutputMetadata.STATUS).asText().equals(OutputMetadata.LOST);
            if (!given && !expired(output, now)) {
                inRucio(output, replicas.get(output.did()), members, now).ifPresent(wrong);
            }
        }
    }

    /** Rucio clears away what no rule keeps any more, as was agreed when the workflow was submitted. */
    private static boolean expired(OutputToRegister output, Instant now) {
        return output.lifetimeSeconds() > 0
                && Instants.after(output.confirmedAt(), output.lifetimeSeconds())
                        .isBefore(now);
    }

    private Optional<Discrepancy> inMetacat(
            OutputToRegister output, @Nullable CatalogueFile file, DatasetContent members, Instant now) {
        if (file == null) {
            return wrong(DiscrepancyKind.MISSING_IN_METACAT, output, "not declared", now);
        }
        if (file.sizeBytes() != output.sizeBytes() || !file.adler32().equalsIgnoreCase(output.adler32())) {
            return wrong(
                    DiscrepancyKind.DIFFERENT_IN_METACAT,
                    output,
                    difference(file.sizeBytes(), file.adler32(), output),
                    now);
        }
        return members.lacksInMetacat(output)
                ? wrong(DiscrepancyKind.MISSING_IN_METACAT, output, "declared, but not in the dataset", now)
                : Optional.empty();
    }

    private Optional<Discrepancy> inRucio(
            OutputToRegister output, @Nullable FileReplicas file, DatasetContent members, Instant now) {
        if (file == null) {
            return members.rucio().lacks(output.did())
                    ? wrong(DiscrepancyKind.MISSING_IN_RUCIO, output, "not registered", now)
                    : wrong(DiscrepancyKind.REPLICA_LOST, output, "in the dataset, but without any replica", now);
        }
        if (file.bytes() != output.sizeBytes() || !file.adler32().equalsIgnoreCase(output.adler32())) {
            return wrong(
                    DiscrepancyKind.DIFFERENT_IN_RUCIO, output, difference(file.bytes(), file.adler32(), output), now);
        }
        if (file.available().isEmpty()) {
            return wrong(DiscrepancyKind.REPLICA_LOST, output, "registered, but no replica can be read", now);
        }
        return members.lacksInRucio(output)
                ? wrong(DiscrepancyKind.MISSING_IN_RUCIO, output, "registered, but not in the dataset", now)
                : Optional.empty();
    }

    private static String difference(long bytes, String adler32, OutputToRegister output) {
        return String.format(
                Locale.ROOT,
                "%d bytes, adler32 %s; the job confirmed %d bytes, adler32 %s",
                bytes,
                adler32.isEmpty() ? "none" : adler32,
                output.sizeBytes(),
                output.adler32());
    }

    private Optional<Discrepancy> wrong(DiscrepancyKind kind, OutputToRegister output, String detail, Instant now) {
        return Optional.of(new Discrepancy(
                kind,
                output.did(),
                names.destination(output),
                output.stage(),
                output.outputId(),
                output.sizeBytes(),
                detail,
                now));
    }
}
