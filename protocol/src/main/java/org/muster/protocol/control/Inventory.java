package org.muster.protocol.control;

import java.util.List;
import java.util.Objects;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;

/** Sites, storages, how far they are apart, and quotas. Replaces what the allocator knew. */
public record Inventory(List<Site> sites, List<Storage> storages, List<SiteDistance> distances, List<Quota> quotas) {
    /**
     * @param entries the factory's queues to it
     * @param limits the most that one of its entries offers a job
     */
    public record Site(SiteName name, boolean enabled, List<String> entries, Limits limits) {
        public Site {
            entries = List.copyOf(entries);
            // What was written down before limits were known has none.
            limits = Objects.requireNonNullElse(limits, Limits.UNKNOWN);
        }

        public Site(SiteName name, boolean enabled, List<String> entries) {
            this(name, enabled, entries, Limits.UNKNOWN);
        }
    }

    /** What a job can have at most; 0 where nobody said. Slots say it themselves when they ask for work. */
    public record Limits(int maxCores, int maxMemoryMib, int maxWallSeconds) {
        public static final Limits UNKNOWN = new Limits(0, 0, 0);
    }

    /**
     * @param writePrefix where uploads go: scheme, host, port and path, without a trailing slash; empty if not writable
     * @param deterministic whether paths follow Rucio's hash algorithm under the prefix
     */
    public record Storage(
            RseName rse,
            boolean readable,
            boolean writable,
            boolean tape,
            String scheme,
            String writePrefix,
            boolean deterministic) {}

    public record SiteDistance(SiteName site, RseName rse, Distance distance) {}

    /** A named quota: how many jobs may be live at once, and how many input files one workflow may have. */
    public record Quota(String name, boolean enabled, int maxRunningJobs, int maxFilesPerWorkflow) {}

    public Inventory {
        sites = List.copyOf(sites);
        storages = List.copyOf(storages);
        distances = List.copyOf(distances);
        quotas = List.copyOf(quotas);
    }
}
