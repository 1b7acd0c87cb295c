package org.muster.agents.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.agents.runtime.Troubles;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.StorageElement;
import org.muster.connectors.rucio.StorageUse;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.text.Absent;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryChange;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.StorageUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares what matching goes by with what Rucio and the site file say. What data management decides becomes a proposal; whether
 * a storage can be read and written goes through at once, and so does the very first inventory, without which nothing runs.
 */
@Component
final class InventoryAgent implements Agent {
    private static final String SITE_FILE = "site file";

    private static final Logger LOG = LoggerFactory.getLogger(InventoryAgent.class);

    private final SiteList configured;
    private final Distances distances;
    private final RucioClient rucio;
    /** Storages by their names, and {@link #SITE_FILE}. What cannot be read now stays as matching has it. */
    private final Subjects<String> parts;
    /** By their names as they were given, which may be none. */
    private final Subjects<String> refusedSites;

    private final AllocatorClient allocator;
    private final PlatformClient platform;
    private Instant nextUsage = Instant.MIN;
    private int toldUsage;

    InventoryAgent(
            SiteList configured,
            RucioClient rucio,
            AllocatorClient allocator,
            PlatformClient platform,
            SetAside setAside) {
        this.parts = new Subjects<>(name(), setAside);
        this.refusedSites = new Subjects<>(name() + " sites", setAside);
        this.configured = configured;
        this.distances = new Distances(configured.regions(), configured.distances());
        this.rucio = rucio;
        this.allocator = allocator;
        this.platform = platform;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Duration every() {
        return configured.interval();
    }

    @Override
    public int doWork(Instant now) {
        // The allocator is asked, not remembered: it may have been set up anew since.
        Inventory current = allocator.inventory();
        Inventory found = read(current, now);
        boolean first = current.sites().isEmpty() && current.storages().isEmpty();
        List<InventoryChange> decided = first ? List.of() : InventoryDiff.between(current, found);
        Inventory atOnce = decided.isEmpty() ? found : InventoryDiff.availability(current, found);
        if (!atOnce.equals(current)) {
            allocator.inventory(atOnce);
            LOG.info(
                    "Told the allocator of {} sites and {} storages",
                    atOnce.sites().size(),
                    atOnce.storages().size());
        }
        tellUsage(found, now);
        platform.propose(new FoundInventory(found, decided));
        return 0;
    }

    /** Asked seldom: a call for each storage. */
    private void tellUsage(Inventory found, Instant now) {
        if (now.isBefore(nextUsage) && toldUsage == found.storages().size()) {
            return;
        }
        List<StorageUsage> told = new ArrayList<>();
        for (Inventory.Storage storage : found.storages()) {
            parts.attempt(storage.rse() + " usage", now, () -> told.add(usage(storage, now)));
        }
        platform.storages(told);
        toldUsage = told.size();
        nextUsage = now.plus(configured.usageInterval());
    }

    /** Rucio's own sum of what it put there, and the size as the storage says it. */
    private StorageUsage usage(Inventory.Storage storage, Instant now) {
        List<StorageUse> told = rucio.storages().usage(storage.rse());
        long used = told.stream()
                .filter(use -> use.source().equals("rucio"))
                .findFirst()
                .or(() -> told.stream().findFirst())
                .map(StorageUse::used)
                .orElse(0L);
        Optional<Long> total =
                told.stream().map(StorageUse::total).filter(bytes -> bytes > 0).max(Comparator.naturalOrder());
        return new StorageUsage(storage.rse(), storage.readable(), storage.writable(), used, total, now);
    }

    private Inventory read(Inventory current, Instant now) {
        List<Inventory.Site> sites = sites(current, now);
        List<Inventory.Storage> storages = new ArrayList<>();
        List<Inventory.SiteDistance> apart = new ArrayList<>();
        List<RseName> names = new ArrayList<>(rucio.storages().all((name, why) -> unfit(name, why, now)));
        names.sort(Comparator.naturalOrder());
        for (RseName name : names) {
            List<Inventory.SiteDistance> its = new ArrayList<>();
            int read = parts.attempt(name.value(), now, () -> {
                StorageElement rse = rucio.storages().get(name);
                Inventory.Storage storage = storage(rse);
                sites.forEach(site -> its.add(distance(site.name(), name, rse.attribute("site"))));
                storages.add(storage);
                return 1;
            });
            if (read == 0) {
                its.clear();
                current.storages().stream()
                        .filter(storage -> storage.rse().equals(name))
                        .forEach(storages::add);
                current.distances().stream()
                        .filter(distance -> distance.rse().equals(name))
                        .forEach(its::add);
            }
            apart.addAll(its);
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

    private void unfit(String storage, String why, Instant now) {
        if (parts.due(storage, now)) {
            parts.failed(storage, now, "it is left out: " + why);
        }
    }

    /** A site file that cannot be read changes nothing: storages are looked at all the same. */
    private List<Inventory.Site> sites(Inventory current, Instant now) {
        try {
            SiteFile.Content told = configured.allSites();
            parts.succeeded(SITE_FILE);
            refusedSites.keepOnly(told.refused().keySet());
            told.refused().forEach((name, reason) -> {
                if (refusedSites.due(name, now)) {
                    refusedSites.failed(name, now, "it is left out: " + reason);
                }
            });
            return told.sites();
        } catch (ExternalSystemUnavailable | IllegalArgumentException e) {
            parts.failed(SITE_FILE, now, Troubles.reason(e));
            return current.sites();
        }
    }

    private static Inventory.Storage storage(StorageElement rse) {
        Optional<String> prefix = Absent.ifEmpty(rse.upload().map(StorageElement.Protocol::url));
        return new Inventory.Storage(
                rse.name(),
                rse.readable(),
                // Uploads need a path that we can compute, and tape is filled by rules.
                rse.writable() && prefix.isPresent() && rse.hashedPaths() && !rse.tape(),
                rse.tape(),
                rse.upload().map(StorageElement.Protocol::scheme),
                prefix,
                rse.deterministic());
    }

    private Inventory.SiteDistance distance(SiteName site, RseName rse, String rseSite) {
        return new Inventory.SiteDistance(site, rse, distances.between(site, rse, rseSite));
    }
}
