package org.muster.allocator.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.Inventory;

/** The inventory as the matcher sees it: numbered sites and RSEs and the distances between them. Replaced whole. */
public final class Geography {
    /** Given to quotas that the inventory does not name; justIN's defaults. */
    private static final Inventory.Quota DEFAULT_QUOTA = new Inventory.Quota("", true, 2000, 10_000);

    private final Inventory inventory;
    private final int[][] distances;
    private final boolean[] readable;
    private final Map<SiteName, Inventory.Site> sites = new HashMap<>();
    private final Map<RseName, Inventory.Storage> storages = new HashMap<>();
    private final Map<String, Inventory.Quota> quotas = new HashMap<>();

    /** Of the sites and preferences that jobs had; every job that ends asks. */
    private final Map<Uploads, List<Inventory.Storage>> uploads = new HashMap<>();

    private record Uploads(int site, List<RseName> preferred) {}

    public Geography(Inventory inventory, Numbering siteNumbers, Numbering rseNumbers) {
        this.inventory = inventory;
        int counters = rseNumbers.of(RseName.MONTECARLO.value());
        inventory.sites().forEach(site -> {
            siteNumbers.of(site.name().value());
            sites.put(site.name(), site);
        });
        inventory.storages().forEach(storage -> {
            rseNumbers.of(storage.rse().value());
            storages.put(storage.rse(), storage);
        });
        inventory.quotas().forEach(quota -> quotas.put(quota.name(), quota));
        this.distances = new int[siteNumbers.size()][rseNumbers.size()];
        this.readable = new boolean[rseNumbers.size()];
        for (int[] row : distances) {
            Arrays.fill(row, Distance.NEVER.value());
        }
        for (Inventory.SiteDistance distance : inventory.distances()) {
            int site = siteNumbers.find(distance.site().value());
            int rse = rseNumbers.find(distance.rse().value());
            if (site != Numbering.UNKNOWN && rse != Numbering.UNKNOWN) {
                distances[site][rse] = distance.distance().value();
            }
        }
        inventory
                .storages()
                .forEach(storage -> readable[rseNumbers.find(storage.rse().value())] = storage.readable());
        readable[counters] = true;
        for (int[] row : distances) {
            row[counters] = Distance.SAME_SITE.value();
        }
    }

    public Inventory inventory() {
        return inventory;
    }

    public Optional<Inventory.Site> site(SiteName name) {
        return Optional.ofNullable(sites.get(name));
    }

    public boolean enabled(SiteName name) {
        Inventory.Site site = sites.get(name);
        return site != null && site.enabled();
    }

    public Inventory.Quota quota(String name) {
        return quotas.getOrDefault(name, DEFAULT_QUOTA);
    }

    public boolean readable(int rse) {
        return rse < readable.length && readable[rse];
    }

    /** Where a stage may read from a site: nearest first. */
    public Reach reach(int site, Reaches.Which which, int counters) {
        if (site < 0 || site >= distances.length) {
            return new Reach(site, new int[0], new int[0]);
        }
        List<Integer> rses = new ArrayList<>();
        for (int rse = 0; rse < readable.length; rse++) {
            boolean permitted = rse == counters || which.permits(rse);
            if (permitted
                    && readable[rse]
                    && distances[site][rse] <= which.maximum().value()) {
                rses.add(rse);
            }
        }
        rses.sort(Comparator.comparingInt(rse -> distances[site][rse]));
        return new Reach(
                site,
                rses.stream().mapToInt(Integer::intValue).toArray(),
                rses.stream().mapToInt(rse -> distances[site][rse]).toArray());
    }

    /**
     * Where a site's outputs go: preferred RSEs first, then by distance, then by name.
     *
     * <p>justIN wire protocol: {@code output_rses} of record_results.
     */
    public List<Inventory.Storage> outputStorages(
            SiteName site, List<RseName> preferred, Numbering siteNumbers, Numbering rseNumbers) {
        int number = siteNumbers.find(site.value());
        if (number < 0 || number >= distances.length) {
            return List.of();
        }
        return uploads.computeIfAbsent(new Uploads(number, preferred), asked -> nearest(asked, rseNumbers));
    }

    private List<Inventory.Storage> nearest(Uploads asked, Numbering rseNumbers) {
        Set<RseName> first = new HashSet<>(asked.preferred());
        return storages.values().stream()
                .filter(storage -> storage.writable()
                        && !storage.tape()
                        && storage.writePrefix().isPresent())
                .filter(storage -> distance(asked.site(), storage.rse(), rseNumbers) <= Distance.ANYWHERE.value())
                .sorted(Comparator.comparing((Inventory.Storage storage) -> !first.contains(storage.rse()))
                        .thenComparing(storage -> distance(asked.site(), storage.rse(), rseNumbers))
                        .thenComparing(Inventory.Storage::rse))
                .toList();
    }

    public Optional<Inventory.Storage> storage(RseName rse) {
        return Optional.ofNullable(storages.get(rse));
    }

    private int distance(int site, RseName rse, Numbering rseNumbers) {
        return distances[site][rseNumbers.find(rse.value())];
    }
}
