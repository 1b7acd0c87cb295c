package org.muster.agents.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.muster.agents.runtime.Agent;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.StorageElement;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Inventory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares what the allocator knows of sites and storages with what is true, and replaces it when they differ. */
@Component
final class InventoryAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryAgent.class);

    private final SiteList configured;
    private final Distances distances;
    private final RucioClient rucio;
    private final AllocatorClient allocator;
    private Instant next = Instant.MIN;

    InventoryAgent(SiteList configured, RucioClient rucio, AllocatorClient allocator) {
        this.configured = configured;
        this.distances = new Distances(configured.regions());
        this.rucio = rucio;
        this.allocator = allocator;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public int doWork(Instant now) {
        if (now.isBefore(next)) {
            return 0;
        }
        Inventory found = read();
        // The allocator is asked, not remembered: it may have been set up anew since.
        if (!found.equals(allocator.inventory())) {
            allocator.inventory(found);
            LOG.info(
                    "Told the allocator of {} sites and {} storages",
                    found.sites().size(),
                    found.storages().size());
        }
        next = now.plus(configured.interval());
        return 0;
    }

    private Inventory read() {
        List<Inventory.Site> sites =
                configured.sites().stream().map(SiteList.ConfiguredSite::site).toList();
        List<Inventory.Storage> storages = new ArrayList<>();
        List<Inventory.SiteDistance> apart = new ArrayList<>();
        List<RseName> names = new ArrayList<>(rucio.storages().all());
        names.sort(Comparator.naturalOrder());
        for (RseName name : names) {
            StorageElement rse = rucio.storages().get(name);
            storages.add(storage(rse));
            sites.forEach(site -> apart.add(distance(site.name(), name, rse.attribute("site"))));
        }
        sites.forEach(site -> apart.add(distance(site.name(), RseName.MONTECARLO, "")));
        return new Inventory(
                sites,
                storages,
                apart,
                configured.quotas().stream()
                        .map(SiteList.ConfiguredQuota::quota)
                        .toList());
    }

    private static Inventory.Storage storage(StorageElement rse) {
        String prefix = rse.upload().map(StorageElement.Protocol::url).orElse("");
        return new Inventory.Storage(
                rse.name(),
                rse.readable(),
                // Uploads need a path that we can compute, and tape is filled by rules.
                rse.writable() && !prefix.isEmpty() && rse.hashedPaths() && !rse.tape(),
                rse.tape(),
                rse.upload().map(StorageElement.Protocol::scheme).orElse(""),
                prefix,
                rse.deterministic());
    }

    private Inventory.SiteDistance distance(SiteName site, RseName rse, String rseSite) {
        return new Inventory.SiteDistance(site, rse, distances.between(site, rse, rseSite));
    }
}
