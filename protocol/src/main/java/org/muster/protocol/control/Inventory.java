package org.muster.protocol.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;

/** Sites, storages, how far they are apart, and quotas. Replaces what the allocator knew. */
public record Inventory(List<Site> sites, List<Storage> storages, List<SiteDistance> distances, List<Quota> quotas) {
    /**
     * @param entries the factory's queues to it
     * @param limits the most that one of its entries offers a job
     * @param entryLimits of those entries that offer less
     */
    public record Site(
            SiteName name, boolean enabled, List<String> entries, Limits limits, Map<String, Limits> entryLimits) {
        public Site {
            entries = List.copyOf(entries);
            entryLimits = Map.copyOf(entryLimits);
        }

        /** What was written down before limits were known has none. */
        @JsonCreator
        static Site read(
                SiteName name,
                boolean enabled,
                List<String> entries,
                Optional<Limits> limits,
                Optional<Map<String, Limits>> entryLimits) {
            return new Site(name, enabled, entries, limits.orElse(Limits.UNKNOWN), entryLimits.orElse(Map.of()));
        }

        public Site(SiteName name, boolean enabled, List<String> entries, Limits limits) {
            this(name, enabled, entries, limits, Map.of());
        }

        public Site(SiteName name, boolean enabled, List<String> entries) {
            this(name, enabled, entries, Limits.UNKNOWN);
        }

        public Limits limitsOf(String entry) {
            return entryLimits.getOrDefault(entry, limits);
        }

        /** What a job can have there, entry by entry. */
        public List<Limits> offered() {
            return entries.isEmpty()
                    ? List.of(limits)
                    : entries.stream().map(this::limitsOf).distinct().toList();
        }
    }

    /** What a job can have at most; 0 where nobody said, which limits nothing. */
    public record Limits(int maxCores, int maxMemoryMib, int maxWallSeconds) {
        public static final Limits UNKNOWN = new Limits(0, 0, 0);

        private static final long BYTES_PER_MIB = 1024L * 1024;

        public int mostCores() {
            return maxCores == 0 ? Integer.MAX_VALUE : maxCores;
        }

        public long mostMemoryBytes() {
            return maxMemoryMib == 0 ? Long.MAX_VALUE : maxMemoryMib * BYTES_PER_MIB;
        }

        public int mostWallSeconds() {
            return maxWallSeconds == 0 ? Integer.MAX_VALUE : maxWallSeconds;
        }
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
