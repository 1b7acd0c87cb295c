package org.muster.agents.inventory;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;

/** How far a storage is from a site, by justIN's rules and what the experiment adds to them; the first that holds decides. */
final class Distances {
    /** Countries by the first two letters of a site's name. */
    static final Map<String, String> REGIONS = Map.ofEntries(
            Map.entry("BR", "South_America"),
            Map.entry("CA", "North_America"),
            Map.entry("CH", "Europe"),
            Map.entry("CZ", "Europe"),
            Map.entry("DE", "Europe"),
            Map.entry("ES", "Europe"),
            Map.entry("FR", "Europe"),
            Map.entry("IN", "South_Asia"),
            Map.entry("IT", "Europe"),
            Map.entry("NL", "Europe"),
            Map.entry("RU", "Europe"),
            Map.entry("UK", "Europe"),
            Map.entry("US", "North_America"));

    private static final Distance SAME_PREFIX = new Distance(10);
    private static final Distance SAME_COUNTRY = new Distance(20);
    private static final Distance SAME_REGION = new Distance(30);
    private static final Distance LABORATORY = new Distance(90);

    private final Map<String, String> regions;
    private final NearPlaces near;

    Distances(Map<String, String> moreRegions, NearPlaces near) {
        Map<String, String> all = new TreeMap<>(REGIONS);
        all.putAll(moreRegions);
        this.regions = Map.copyOf(all);
        this.near = near;
    }

    /** @param rseSite the RSE's attribute {@code site}; empty if it has none */
    Distance between(SiteName site, RseName rse, String rseSite) {
        String here = site.value();
        if (rse.equals(RseName.MONTECARLO) || here.equals(rseSite)) {
            return Distance.SAME_SITE;
        }
        if (near.oneSite().stream().anyMatch(place -> here.startsWith(place) && rseSite.startsWith(place))) {
            return Distance.SAME_SITE;
        }
        Optional<String> readers = near.islands().entrySet().stream()
                .filter(island -> rse.value().contains(island.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (readers.isPresent()) {
            return here.startsWith(readers.get()) ? Distance.SAME_SITE : Distance.NEVER;
        }
        if (rseSite.isEmpty()) {
            return Distance.ANYWHERE;
        }
        return apart(here, rseSite);
    }

    private Distance apart(String here, String there) {
        if (prefix(here).equals(prefix(there)) || neighbours(prefix(here), prefix(there))) {
            return SAME_PREFIX;
        }
        if (country(here).equals(country(there))) {
            return SAME_COUNTRY;
        }
        Optional<String> region = region(here);
        if (region.isPresent() && region.equals(region(there))) {
            return SAME_REGION;
        }
        return near.laboratories().stream().anyMatch(there::startsWith) ? LABORATORY : Distance.ANYWHERE;
    }

    private boolean neighbours(String here, String there) {
        return near.neighbours().stream().anyMatch(sites -> sites.contains(here) && sites.contains(there));
    }

    private Optional<String> region(String site) {
        return Optional.ofNullable(regions.get(country(site)));
    }

    private static String prefix(String site) {
        int hyphen = site.indexOf('-');
        return hyphen < 0 ? site : site.substring(0, hyphen);
    }

    /** What a region is told for: the longest beginning that is one, else the two letters of a country. */
    private String country(String site) {
        return regions.keySet().stream()
                .filter(site::startsWith)
                .max(Comparator.comparing(String::length))
                .orElseGet(() -> site.length() < 2 ? site : site.substring(0, 2));
    }
}
