package org.muster.agents.inventory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Inventory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Rucio does not know: the computing sites and the quotas.
 *
 * @param interval between two looks at the storages and the site file
 * @param usageInterval between two looks at how full the storages are
 * @param siteFile the pilot factory's configuration, in XML or YAML; empty if there is none. What is configured beside it only
 *     counts for sites that it does not name
 * @param regions country (or laboratory) to region, in addition to {@link Distances#REGIONS}
 */
@ConfigurationProperties("muster.inventory")
record SiteList(
        Duration interval,
        @DefaultValue("600s") Duration usageInterval,
        @DefaultValue("") String siteFile,
        @DefaultValue List<ConfiguredSite> sites,
        @DefaultValue List<ConfiguredQuota> quotas,
        @DefaultValue Map<String, String> regions) {
    SiteList {
        sites = List.copyOf(sites);
        quotas = List.copyOf(quotas);
        regions = Map.copyOf(regions);
    }

    /** In the order of their names. A site file that cannot be read is an outage. */
    List<Inventory.Site> allSites() {
        Map<SiteName, Inventory.Site> all = new TreeMap<>(Comparator.comparing(SiteName::value));
        sites.forEach(site -> all.put(new SiteName(site.name()), site.site()));
        if (!siteFile.isEmpty()) {
            SiteFile.read(Path.of(siteFile)).forEach(site -> all.put(site.name(), site));
        }
        return List.copyOf(all.values());
    }

    /** A place that computes, and the queues that lead to it. */
    record ConfiguredSite(
            String name,
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> entries,
            @DefaultValue("0") int maxCores,
            @DefaultValue("0") int maxMemoryMib,
            @DefaultValue("0") int maxWallSeconds) {
        Inventory.Site site() {
            return new Inventory.Site(
                    new SiteName(name), enabled, entries, new Inventory.Limits(maxCores, maxMemoryMib, maxWallSeconds));
        }
    }

    /** A named quota; one that is not listed has justIN's defaults. */
    record ConfiguredQuota(
            String name,
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2000") int maxRunningJobs,
            @DefaultValue("10000") int maxFilesPerWorkflow) {
        Inventory.Quota quota() {
            return new Inventory.Quota(name, enabled, maxRunningJobs, maxFilesPerWorkflow);
        }
    }
}
