package org.muster.agents.reconciler;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.catalogue.registration.DatasetNames;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.catalogue.registration.OutputMetadata;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.FileReplicas;
import org.muster.connectors.rucio.ReplicaQuery;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.time.Instants;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;

/** Compares registered outputs with what the catalogues say of them: one call of each for up to a thousand. */
final class Comparison {
    private final DatasetNames names;
    private final MetadataKeys keys;
    private final MetaCatClient metacat;
    private final RucioClient rucio;

    Comparison(DatasetNames names, MetadataKeys keys, MetaCatClient metacat, RucioClient rucio) {
        this.keys = keys;
        this.names = names;
        this.metacat = metacat;
        this.rucio = rucio;
    }

    void compare(List<OutputToRegister> outputs, Map<Did, DatasetContent> contents, Instant now, DatasetRound round) {
        List<Did> dids = outputs.stream().map(OutputToRegister::did).distinct().toList();
        Map<Did, CatalogueFile> declared = metacat.files(dids).stream()
                .collect(Collectors.toMap(CatalogueFile::did, Function.identity(), (first, again) -> first));
        Map<Did, FileReplicas> replicas = new HashMap<>();
        rucio.replicas(dids, ReplicaQuery.ALL).forEach(file -> replicas.putIfAbsent(file.did(), file));
        for (OutputToRegister output : outputs) {
            CatalogueFile file = declared.get(output.did());
            boolean rejected = has(file, OutputMetadata.REJECTED);
            List<Did> datasets = rejected ? names.ofRejected(output) : names.all(output);
            Look look = new Look(output, datasets, contents, now);
            inMetacat(look, file).forEach(round::found);
            if (file != null) {
                OutputMetadata.refusal(file.metadata()).ifPresent(refusal -> round.bare.add(output, refusal));
            }
            if (!has(file, OutputMetadata.LOST) && !expired(output, now)) {
                inRucio(look, replicas.get(output.did())).forEach(round::found);
            }
        }
    }

    private boolean has(@Nullable CatalogueFile file, String status) {
        return file != null && file.metadata().path(keys.status()).asText().equals(status);
    }

    /** At one output in all its datasets. */
    private record Look(OutputToRegister output, List<Did> datasets, Map<Did, DatasetContent> contents, Instant now) {
        private DatasetContent content(Did dataset) {
            return Objects.requireNonNull(contents.get(dataset));
        }

        List<Discrepancy> wrong(DiscrepancyKind kind, String detail) {
            return List.of(wrong(kind, datasets.get(0), detail));
        }

        /** One for each dataset that lacks it. */
        List<Discrepancy> lacking(
                DiscrepancyKind kind, String detail, BiPredicate<DatasetContent, OutputToRegister> lacks) {
            return datasets.stream()
                    .filter(dataset -> lacks.test(content(dataset), output))
                    .map(dataset -> wrong(kind, dataset, detail))
                    .toList();
        }

        private Discrepancy wrong(DiscrepancyKind kind, Did dataset, String detail) {
            return new Discrepancy(
                    kind,
                    output.did(),
                    dataset,
                    output.stage(),
                    Optional.of(output.outputId()),
                    output.sizeBytes(),
                    detail,
                    now);
        }
    }

    /** Rucio clears away what no rule keeps any more, as was agreed when the workflow was submitted. */
    private static boolean expired(OutputToRegister output, Instant now) {
        return output.lifetimeSeconds()
                .filter(life -> Instants.after(output.confirmedAt(), life).isBefore(now))
                .isPresent();
    }

    private static List<Discrepancy> inMetacat(Look look, @Nullable CatalogueFile file) {
        OutputToRegister output = look.output();
        if (file == null) {
            return look.wrong(DiscrepancyKind.MISSING_IN_METACAT, "not declared");
        }
        if (file.sizeBytes() != output.sizeBytes() || !output.hasChecksum(file.adler32())) {
            return look.wrong(
                    DiscrepancyKind.DIFFERENT_IN_METACAT, difference(file.sizeBytes(), file.adler32(), output));
        }
        return look.lacking(
                DiscrepancyKind.MISSING_IN_METACAT, "declared, but not in the dataset", DatasetContent::lacksInMetacat);
    }

    private static List<Discrepancy> inRucio(Look look, @Nullable FileReplicas file) {
        OutputToRegister output = look.output();
        if (file == null) {
            return look.content(look.datasets().get(0)).rucio().lacks(output.did())
                    ? look.wrong(DiscrepancyKind.MISSING_IN_RUCIO, "not registered")
                    : look.wrong(DiscrepancyKind.REPLICA_LOST, "in the dataset, but without any replica");
        }
        if (file.bytes() != output.sizeBytes() || !output.hasChecksum(file.adler32())) {
            return look.wrong(DiscrepancyKind.DIFFERENT_IN_RUCIO, difference(file.bytes(), file.adler32(), output));
        }
        if (file.available().isEmpty()) {
            return look.wrong(DiscrepancyKind.REPLICA_LOST, "registered, but no replica can be read");
        }
        return look.lacking(
                DiscrepancyKind.MISSING_IN_RUCIO, "registered, but not in the dataset", DatasetContent::lacksInRucio);
    }

    private static String difference(long bytes, Optional<String> adler32, OutputToRegister output) {
        return String.format(
                Locale.ROOT,
                "%d bytes, adler32 %s; the job confirmed %d bytes, adler32 %s",
                bytes,
                adler32.orElse("none"),
                output.sizeBytes(),
                output.adler32().map(Adler32Sum::hex).orElse("none"));
    }
}
