package org.muster.allocator.ledger.books;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.allocator.matching.Geography;
import org.muster.allocator.matching.Numbering;
import org.muster.allocator.matching.Reach;
import org.muster.allocator.matching.Reaches;
import org.muster.allocator.matching.ReplicaSets;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.Inventory;

/** The grid in memory: sites, storages and quotas as the inventory has them, under numbers, and what is within whose reach. */
public final class GridBook {
    /** Stages at sites whose nearness is kept, a dozen bytes each; beyond that it is worked out anew. */
    private static final int MAX_NEARNESS = 4_000_000;

    private final Numbering sites = new Numbering();
    private final Numbering rses = new Numbering();
    private final int counters = rses.of(RseName.MONTECARLO.value());
    private final ReplicaSets replicaSets = new ReplicaSets();
    private final Map<String, QuotaBook> quotas = new HashMap<>();
    private final Map<Reaches.Which, Reaches> reaches = new HashMap<>();
    private final Map<From, Nearness> nearness = new HashMap<>();
    private Geography geography = new Geography(new Inventory(List.of(), List.of(), List.of(), List.of()), sites, rses);

    /** A site, and what jobs there have. */
    private record From(int site, long memoryBytes) {}

    public Geography geography() {
        return geography;
    }

    public int number(SiteName site) {
        return sites.of(site.value());
    }

    public String rse(int number) {
        return rses.name(number);
    }

    /** Number of the RSE where counters are. */
    public int counters() {
        return counters;
    }

    /** Whether a file with these replicas is the counter of a Monte Carlo workflow, which is everywhere. */
    public boolean counter(int replicaSet) {
        return replicaSets.contains(replicaSet, counters);
    }

    public Reach reach(StageBook stage, int site) {
        Reaches its = stage.reaches();
        if (its == null) {
            its = reaches.computeIfAbsent(
                    new Reaches.Which(stage.order().maxDistance(), stage.inputRses(), stage.rsesInQuarantine()),
                    Reaches::new);
            stage.reaches(its);
        }
        return its.of(site, geography, counters);
    }

    /** Of all stages to a site where jobs have so much memory. */
    Nearness nearness(List<StageBook> stages, int site, long memoryBytes) {
        if ((nearness.size() + 1L) * stages.size() > MAX_NEARNESS) {
            nearness.clear();
        }
        return nearness.computeIfAbsent(
                new From(site, memoryBytes), from -> new Nearness(this, stages, site, memoryBytes));
    }

    /** The stages are others now. */
    void forgetNearness() {
        nearness.clear();
    }

    /** Best first. */
    List<Inventory.Storage> outputStorages(SiteName site, List<RseName> wanted) {
        return geography.outputStorages(site, wanted, sites, rses);
    }

    Numbering sites() {
        return sites;
    }

    Numbering rses() {
        return rses;
    }

    ReplicaSets replicaSets() {
        return replicaSets;
    }

    List<String> names(int replicaSet) {
        return Arrays.stream(replicaSets.members(replicaSet))
                .mapToObj(rses::name)
                .toList();
    }

    /** One for all workflows that name it. */
    QuotaBook quota(String name) {
        return quotas.computeIfAbsent(name, named -> new QuotaBook(named, geography));
    }

    void replace(Inventory inventory) {
        geography = new Geography(inventory, sites, rses);
        quotas.values().forEach(quota -> quota.grant(geography));
        reaches.values().forEach(Reaches::forget);
        nearness.clear();
    }
}
