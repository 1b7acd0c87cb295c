package org.muster.allocator.journal;

import java.time.Instant;
import java.util.List;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.StageSettings;

/** What may change of a stage, as its workflow's row keeps it; see {@link StoredOrder}. */
record StoredSettings(int priority, int maxRunningJobs, List<StoredQuarantine> quarantines) {
    record StoredPartition(String kind, String name) {}

    record StoredQuarantine(StoredPartition partition, String reason, String by, Instant since) {
        private static StoredQuarantine of(Quarantine quarantine) {
            Partition partition = quarantine.partition();
            return new StoredQuarantine(
                    new StoredPartition(partition.kind().toString(), partition.name()),
                    quarantine.reason(),
                    quarantine.by(),
                    quarantine.since());
        }

        private Quarantine quarantine() {
            return new Quarantine(
                    new Partition(Partition.Kind.of(partition.kind()), partition.name()), reason, by, since);
        }
    }

    StoredSettings {
        quarantines = List.copyOf(quarantines);
    }

    static StoredSettings of(StageSettings settings) {
        return new StoredSettings(
                settings.priority(),
                settings.maxRunningJobs(),
                settings.quarantines().stream().map(StoredQuarantine::of).toList());
    }

    StageSettings settings() {
        return new StageSettings(
                priority,
                maxRunningJobs,
                quarantines.stream().map(StoredQuarantine::quarantine).toList());
    }
}
