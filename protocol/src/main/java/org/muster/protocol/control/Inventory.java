package org.muster.protocol.control;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.text.Absent;

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

    /** What a job can have at most; what nobody said limits nothing. */
    public record Limits(Optional<Integer> maxCores, Optional<Integer> maxMemoryMib, Optional<Integer> maxWallSeconds) {
        public static final Limits UNKNOWN = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

        private static final long BYTES_PER_MIB = 1024L * 1024;

        /** 0 is what people configure for no limit, and what was written down for it. */
        public Limits {
            maxCores = Absent.ifZero(maxCores);
            maxMemoryMib = Absent.ifZero(maxMemoryMib);
            maxWallSeconds = Absent.ifZero(maxWallSeconds);
        }

        public int mostCores() {
            return maxCores.orElse(Integer.MAX_VALUE);
        }

        public long mostMemoryBytes() {
            return maxMemoryMib.map(mib -> mib * BYTES_PER_MIB).orElse(Long.MAX_VALUE);
        }

        public int mostWallSeconds() {
            return maxWallSeconds.orElse(Integer.MAX_VALUE);
        }
    }

    /**
     * @param scheme of uploads, if there is a way to upload
     * @param writePrefix where uploads go, if anywhere: scheme, host, port and path, without a trailing slash
     * @param deterministic whether paths follow Rucio's hash algorithm under the prefix
     */
    public record Storage(
            RseName rse,
            boolean readable,
            boolean writable,
            boolean tape,
            Optional<String> scheme,
            Optional<String> writePrefix,
            boolean deterministic) {
        /** Empty texts are what was written down for none. */
        public Storage {
            scheme = Absent.ifEmpty(scheme);
            writePrefix = Absent.ifEmpty(writePrefix);
        }
    }

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
