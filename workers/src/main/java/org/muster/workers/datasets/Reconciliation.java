package org.muster.workers.datasets;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.Attachment;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputRow;

/**
 * One dataset in the ledger and in the catalogues, read back after what was missing was put in.
 *
 * @param rejected confirmed files of rounds that were rejected: they are taken out and count nowhere else
 * @param unregistered confirmed files that the catalogues do not know yet
 */
record Reconciliation(
        Did dataset,
        int confirmed,
        long bytes,
        long events,
        Rejected rejected,
        int unregistered,
        Side rucio,
        Side metacat) {
    /** Names of files that a report shows. */
    private static final int MAX_NAMES = 5;

    /** One catalogue: files it has, files put in just now, those still missing, and those the ledger does not know. */
    record Side(int files, int added, Set<Did> missing, int unknown) {
        static Side of(Set<Did> before, Set<Did> after, Set<Did> expected) {
            Set<Did> missing = new TreeSet<>(expected);
            missing.removeAll(after);
            Set<Did> unknown = new HashSet<>(after);
            unknown.removeAll(expected);
            return new Side(after.size(), after.size() - before.size(), missing, unknown.size());
        }

        private String text() {
            return Units.count(files)
                    + (added > 0 ? ", " + added + " of them put in just now" : "")
                    + (missing.isEmpty()
                            ? ""
                            : ", missing " + missing.size() + ": "
                                    + missing.stream()
                                            .limit(MAX_NAMES)
                                            .map(Did::toString)
                                            .collect(Collectors.joining(" ")))
                    + (unknown > 0 ? ", not in the ledger " + unknown : "");
        }
    }

    /** What rounds that were rejected have made. */
    record Rejected(int files, long events, Set<WorkflowId> workflows) {
        static Rejected of(List<OutputRow> outputs) {
            return new Rejected(
                    outputs.size(),
                    outputs.stream().mapToLong(OutputRow::events).sum(),
                    outputs.stream().map(output -> output.stage().workflow()).collect(Collectors.toSet()));
        }

        private String text() {
            return String.format(
                    Locale.ROOT,
                    "  taken out, as REJECTED, %s files, %s events: workflows %s%n",
                    Units.count(files),
                    Units.count(events),
                    workflows.stream()
                            .sorted(Comparator.comparing(WorkflowId::number))
                            .map(WorkflowId::toString)
                            .collect(Collectors.joining(" ")));
        }
    }

    static Reconciliation of(
            Did dataset,
            ConfirmedOutputs.Found found,
            Set<WorkflowId> rejected,
            RucioClient rucio,
            MetaCatClient metacat,
            MetadataKeys keys) {
        Map<Boolean, List<OutputRow>> byVerdict = found.outputs().stream()
                .collect(Collectors.partitioningBy(
                        output -> rejected.contains(output.stage().workflow())));
        List<OutputRow> refused = byVerdict.getOrDefault(true, List.of());
        List<OutputRow> accepted = byVerdict.getOrDefault(false, List.of());
        Set<Did> expected = registered(accepted);
        new RejectedFiles(rucio, metacat, keys).takeOut(dataset, registered(refused));
        Set<Did> inRucio = inRucio(rucio, dataset);
        Set<Did> inMetacat = inMetacat(metacat, dataset);
        rucio.attach(List.of(new Attachment(dataset, without(expected, inRucio))));
        metacat.addFiles(dataset, without(expected, inMetacat));
        return new Reconciliation(
                dataset,
                accepted.size(),
                accepted.stream().mapToLong(OutputRow::sizeBytes).sum(),
                accepted.stream().mapToLong(OutputRow::events).sum(),
                Rejected.of(refused),
                accepted.size() - expected.size(),
                Side.of(inRucio, inRucio(rucio, dataset), expected),
                Side.of(inMetacat, inMetacat(metacat, dataset), expected));
    }

    static String report(Did container, List<Reconciliation> datasets) {
        StringBuilder text = new StringBuilder();
        for (Reconciliation each : datasets) {
            text.append(each.dataset).append('\n');
            text.append(String.format(
                    Locale.ROOT,
                    "  confirmed %s files, %s bytes, %s events%n",
                    Units.count(each.confirmed),
                    Units.count(each.bytes),
                    Units.count(each.events)));
            if (each.rejected.files() > 0) {
                text.append(each.rejected.text());
            }
            if (each.unregistered > 0) {
                text.append("  not registered yet ").append(each.unregistered).append('\n');
            }
            text.append("  Rucio     ").append(each.rucio.text()).append('\n');
            text.append("  MetaCat   ").append(each.metacat.text()).append('\n');
            text.append(each.agrees() ? "  ledger and catalogues agree\n" : "  LEDGER AND CATALOGUES DIFFER\n");
        }
        return text.append("All in container ").append(container).append('\n').toString();
    }

    private boolean agrees() {
        return unregistered == 0
                && rucio.missing.isEmpty()
                && metacat.missing.isEmpty()
                && rucio.unknown == 0
                && metacat.unknown == 0;
    }

    private static Set<Did> registered(List<OutputRow> outputs) {
        return outputs.stream()
                .filter(OutputRow::registered)
                .map(OutputRow::did)
                .collect(Collectors.toSet());
    }

    private static Set<Did> inRucio(RucioClient rucio, Did dataset) {
        Set<Did> files = new HashSet<>();
        rucio.files(dataset, file -> files.add(file.did()));
        return files;
    }

    private static Set<Did> inMetacat(MetaCatClient metacat, Did dataset) {
        Set<Did> files = new HashSet<>();
        metacat.query("files from " + dataset, file -> files.add(file.did()));
        return files;
    }

    private static List<Did> without(Set<Did> all, Set<Did> there) {
        return all.stream().filter(did -> !there.contains(did)).sorted().toList();
    }
}
