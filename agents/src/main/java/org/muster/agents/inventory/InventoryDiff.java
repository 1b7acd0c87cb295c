package org.muster.agents.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryChange;

/**
 * What is decided about an inventory, in words, and what is not: whether a storage can be read and written at this moment goes
 * through at once.
 */
final class InventoryDiff {
    private static final String ADDED = "added";
    private static final String REMOVED = "removed";
    private static final String CHANGED = "changed";

    private final Inventory current;
    private final Inventory found;
    private final List<InventoryChange> changes = new ArrayList<>();

    private InventoryDiff(Inventory current, Inventory found) {
        this.current = current;
        this.found = found;
    }

    /** Sorted by subject and name; one more line says so if there are more than a proposal names. */
    static List<InventoryChange> between(Inventory current, Inventory found) {
        InventoryDiff diff = new InventoryDiff(current, found);
        diff.sites();
        diff.storages();
        diff.distances();
        diff.quotas();
        List<InventoryChange> all = diff.changes;
        if (all.size() <= FoundInventory.MAX_CHANGES) {
            return all;
        }
        int named = FoundInventory.MAX_CHANGES - 1;
        List<InventoryChange> cut = new ArrayList<>(all.subList(0, named));
        cut.add(new InventoryChange("site", "", CHANGED, "and " + (all.size() - named) + " more differences"));
        return cut;
    }

    /** What matching went by, with the storages as readable and writable as they are found now. */
    static Inventory availability(Inventory current, Inventory found) {
        Map<RseName, Inventory.Storage> now = byName(found.storages(), Inventory.Storage::rse);
        return new Inventory(
                current.sites(),
                current.storages().stream()
                        .map(storage -> available(storage, now.getOrDefault(storage.rse(), storage)))
                        .toList(),
                current.distances(),
                current.quotas());
    }

    private static Inventory.Storage available(Inventory.Storage storage, Inventory.Storage now) {
        return new Inventory.Storage(
                storage.rse(),
                now.readable(),
                now.writable(),
                storage.tape(),
                storage.scheme(),
                storage.writePrefix(),
                storage.deterministic());
    }

    private void sites() {
        compare("site", current.sites(), found.sites(), site -> site.name().value(), InventoryDiff::site, (was, is) -> {
            String name = is.name().value();
            differ("site", name, "enabled", was.enabled() ? "yes" : "no", is.enabled() ? "yes" : "no");
            limits("site", name, was.limits(), is.limits());
            Set<String> gone = new TreeSet<>(was.entries());
            is.entries().forEach(gone::remove);
            Set<String> fresh = new TreeSet<>(is.entries());
            was.entries().forEach(fresh::remove);
            fresh.forEach(entry -> add("entry", entry, ADDED, "entry " + entry + " of site " + name + ": added"));
            gone.forEach(entry -> add("entry", entry, REMOVED, "entry " + entry + " of site " + name + ": removed"));
            is.entries().stream()
                    .filter(entry -> !fresh.contains(entry)
                            && (was.entryLimits().containsKey(entry)
                                    || is.entryLimits().containsKey(entry)))
                    .forEach(entry ->
                            limits("entry", entry + " of site " + name, was.limitsOf(entry), is.limitsOf(entry)));
        });
    }

    private void limits(String subject, String name, Inventory.Limits was, Inventory.Limits is) {
        differ(subject, name, "max cores", limit(was.maxCores()), limit(is.maxCores()));
        differ(subject, name, "max memory (MiB)", limit(was.maxMemoryMib()), limit(is.maxMemoryMib()));
        differ(subject, name, "max wall time (s)", limit(was.maxWallSeconds()), limit(is.maxWallSeconds()));
    }

    private static String limit(Optional<Integer> most) {
        return most.map(String::valueOf).orElse("no limit");
    }

    private static String site(Inventory.Site site) {
        return (site.enabled() ? "enabled" : "disabled")
                + (site.entries().isEmpty() ? ", without entries" : ", entries " + String.join(", ", site.entries()))
                + site.limits().maxCores().map(cores -> ", max cores " + cores).orElse("");
    }

    private void storages() {
        compare(
                "storage",
                current.storages(),
                found.storages(),
                storage -> storage.rse().value(),
                storage -> (storage.tape() ? "tape" : "disk")
                        + storage.writePrefix()
                                .map(prefix -> ", uploads to " + prefix)
                                .orElse(""),
                (was, is) -> {
                    String name = is.rse().value();
                    differ("storage", name, "tape", was.tape() ? "yes" : "no", is.tape() ? "yes" : "no");
                    differ(
                            "storage",
                            name,
                            "scheme",
                            was.scheme().orElse(""),
                            is.scheme().orElse(""));
                    differ(
                            "storage",
                            name,
                            "uploads to",
                            was.writePrefix().orElse(""),
                            is.writePrefix().orElse(""));
                    differ(
                            "storage",
                            name,
                            "paths computed",
                            was.deterministic() ? "yes" : "no",
                            is.deterministic() ? "yes" : "no");
                });
    }

    private record Way(SiteName site, RseName rse) {}

    /** Those of a new or removed site or storage go without saying. */
    private void distances() {
        Map<Way, Distance> was = ways(current);
        ways(found).forEach((way, is) -> {
            Distance before = was.get(way);
            if (before != null) {
                differ("distance", way.site() + " to " + way.rse(), "", before, is);
            }
        });
    }

    private static Map<Way, Distance> ways(Inventory inventory) {
        Map<Way, Distance> ways = new LinkedHashMap<>();
        inventory.distances().forEach(apart -> ways.put(new Way(apart.site(), apart.rse()), apart.distance()));
        return ways;
    }

    private void quotas() {
        compare(
                "quota",
                current.quotas(),
                found.quotas(),
                Inventory.Quota::name,
                quota -> "max running jobs " + quota.maxRunningJobs() + ", max files of a workflow "
                        + quota.maxFilesPerWorkflow(),
                (was, is) -> {
                    differ("quota", is.name(), "enabled", was.enabled() ? "yes" : "no", is.enabled() ? "yes" : "no");
                    differ("quota", is.name(), "max running jobs", was.maxRunningJobs(), is.maxRunningJobs());
                    differ(
                            "quota",
                            is.name(),
                            "max files of a workflow",
                            was.maxFilesPerWorkflow(),
                            is.maxFilesPerWorkflow());
                });
    }

    private interface Both<T> {
        void compare(T was, T is);
    }

    private <T> void compare(
            String subject,
            Collection<T> before,
            Collection<T> after,
            Function<T, String> name,
            Function<T, String> description,
            Both<T> both) {
        Map<String, T> was = new TreeMap<>(byName(before, name));
        Map<String, T> is = new TreeMap<>(byName(after, name));
        is.forEach((key, value) -> {
            T known = was.get(key);
            if (known == null) {
                add(subject, key, ADDED, subject + " " + key + ": added (" + description.apply(value) + ")");
            } else {
                both.compare(known, value);
            }
        });
        was.forEach((key, value) -> {
            if (!is.containsKey(key)) {
                add(subject, key, REMOVED, subject + " " + key + ": removed");
            }
        });
    }

    private static <K, T> Map<K, T> byName(Collection<T> all, Function<T, K> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity(), (first, again) -> first, HashMap::new));
    }

    private void differ(String subject, String name, String what, Object was, Object is) {
        if (!Objects.equals(was, is)) {
            String label = what.isEmpty() ? "" : what + " ";
            add(subject, name, CHANGED, subject + " " + name + ": " + label + shown(was) + " -> " + shown(is));
        }
    }

    private static String shown(Object value) {
        String text = value.toString();
        return text.isEmpty() ? "nothing" : text;
    }

    private void add(String subject, String name, String change, String text) {
        changes.add(new InventoryChange(subject, name, change, text));
    }
}
