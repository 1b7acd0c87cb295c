package org.muster.agents.inventory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param siteAttribute of an entry in that file: the site that it leads to
 * @param regions country, or beginning of a site's name, to region, in addition to {@link Distances#REGIONS}
 * @param distances what else the experiment knows
 */
@ConfigurationProperties("muster.inventory")
record SiteList(
        Duration interval,
        @DefaultValue("600s") Duration usageInterval,
        @DefaultValue("") String siteFile,
        @DefaultValue(SiteFile.SITE) String siteAttribute,
        @DefaultValue List<ConfiguredSite> sites,
        @DefaultValue List<ConfiguredQuota> quotas,
        @DefaultValue Map<String, String> regions,
        @DefaultValue NearPlaces distances) {
    SiteList {
        sites = List.copyOf(sites);
        quotas = List.copyOf(quotas);
        regions = Map.copyOf(regions);
    }

    /** In the order of their names, those that are as they must be. A site file that cannot be read is an outage. */
    SiteFile.Content allSites() {
        Map<SiteName, Inventory.Site> all = new TreeMap<>(Comparator.comparing(SiteName::value));
        Map<String, String> refused = new TreeMap<>();
        for (ConfiguredSite configured : sites) {
            try {
                Inventory.Site site = configured.site();
                all.put(site.name(), site);
            } catch (IllegalArgumentException e) {
                refused.put(configured.name(), e.getMessage() + ", in the configuration (muster.inventory.sites)");
            }
        }
        if (!siteFile.isEmpty()) {
            SiteFile.Content told = SiteFile.read(Path.of(siteFile), siteAttribute);
            told.sites().forEach(site -> all.put(site.name(), site));
            refused.putAll(told.refused());
        }
        return new SiteFile.Content(List.copyOf(all.values()), refused);
    }

    /** A place that computes, and the queues that lead to it. */
    record ConfiguredSite(
            @DefaultValue("") String name,
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> entries,
            @DefaultValue("0") int maxCores,
            @DefaultValue("0") int maxMemoryMib,
            @DefaultValue("0") int maxWallSeconds) {
        Inventory.Site site() {
            return new Inventory.Site(
                    new SiteName(name),
                    enabled,
                    entries,
                    new Inventory.Limits(
                            Optional.of(maxCores), Optional.of(maxMemoryMib), Optional.of(maxWallSeconds)));
        }
    }

    /** A named quota; one that is not listed has justIN's defaults. */
    record ConfiguredQuota(
            @DefaultValue("") String name,
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2000") int maxRunningJobs,
            @DefaultValue("10000") int maxFilesPerWorkflow) {
        Inventory.Quota quota() {
            return new Inventory.Quota(name, enabled, maxRunningJobs, maxFilesPerWorkflow);
        }
    }
}
