package org.muster.agents.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Inventory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Rucio does not know: the computing sites and the quotas.
 *
 * @param interval between two looks at the storages
 * @param regions country (or laboratory) to region, in addition to {@link Distances#REGIONS}
 */
@ConfigurationProperties("muster.inventory")
record SiteList(
        Duration interval,
        @DefaultValue List<ConfiguredSite> sites,
        @DefaultValue List<ConfiguredQuota> quotas,
        @DefaultValue Map<String, String> regions) {
    SiteList {
        sites = List.copyOf(sites);
        quotas = List.copyOf(quotas);
        regions = Map.copyOf(regions);
    }

    /** A place that computes, and the queues that lead to it. */
    record ConfiguredSite(
            String name,
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> entries) {
        Inventory.Site site() {
            return new Inventory.Site(new SiteName(name), enabled, List.copyOf(entries));
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
