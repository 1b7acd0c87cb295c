package org.muster.agents.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;

/** How far a storage is from a site, by justIN's rules; the first that holds decides. */
final class Distances {
    /** Countries by the first two letters of a site's name, and CERN. */
    static final Map<String, String> REGIONS = Map.ofEntries(
            Map.entry("BR", "South_America"),
            Map.entry("CA", "North_America"),
            Map.entry("CERN", "Europe"),
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
    private static final Set<String> NEIGHBOURS = Set.of("NL_NIKHEF", "NL_SURFSARA");

    private final Map<String, String> moreRegions;

    Distances(Map<String, String> moreRegions) {
        this.moreRegions = Map.copyOf(moreRegions);
    }

    /** @param rseSite the RSE's attribute {@code site}; empty if it has none */
    Distance between(SiteName site, RseName rse, String rseSite) {
        String here = site.value();
        if (rse.equals(RseName.MONTECARLO) || here.equals(rseSite)) {
            return Distance.SAME_SITE;
        }
        if (here.startsWith("US_FNAL") && rseSite.startsWith("US_FNAL")) {
            return Distance.SAME_SITE;
        }
        if (rse.value().contains("NERSC")) {
            return here.startsWith("US_NERSC") ? Distance.SAME_SITE : Distance.NEVER;
        }
        if (rseSite.isEmpty()) {
            return Distance.ANYWHERE;
        }
        return apart(here, rseSite);
    }

    private Distance apart(String here, String there) {
        boolean neighbours = NEIGHBOURS.contains(prefix(here)) && NEIGHBOURS.contains(prefix(there));
        if (neighbours || prefix(here).equals(prefix(there))) {
            return SAME_PREFIX;
        }
        if (country(here).equals(country(there))) {
            return SAME_COUNTRY;
        }
        Optional<String> region = region(here);
        if (region.isPresent() && region.equals(region(there))) {
            return SAME_REGION;
        }
        return there.startsWith("CERN") || there.equals("US_FNAL-FermiGrid") ? LABORATORY : Distance.ANYWHERE;
    }

    private Optional<String> region(String site) {
        String country = country(site);
        String more = moreRegions.get(country);
        return Optional.ofNullable(more == null ? REGIONS.get(country) : more);
    }

    private static String prefix(String site) {
        int hyphen = site.indexOf('-');
        return hyphen < 0 ? site : site.substring(0, hyphen);
    }

    private static String country(String site) {
        if (site.startsWith("CERN")) {
            return "CERN";
        }
        return site.length() < 2 ? site : site.substring(0, 2);
    }
}
