package org.muster.allocator.ledger.books;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.allocator.matching.Numbering;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.StageSettings;

/** What a stage keeps away from, by kind: thousands of stages are asked for one answer. */
record Quarantines(Set<String> sites, Set<String> nodes, Set<Integer> rses) {
    static final Quarantines NONE = new Quarantines(Set.of(), Set.of(), Set.of());

    static Quarantines of(StageSettings settings, Numbering rses) {
        return new Quarantines(
                names(settings, Partition.Kind.SITE).collect(Collectors.toUnmodifiableSet()),
                names(settings, Partition.Kind.NODE).collect(Collectors.toUnmodifiableSet()),
                names(settings, Partition.Kind.RSE).map(rses::of).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<String> names(StageSettings settings, Partition.Kind kind) {
        return settings.quarantines().stream()
                .map(Quarantine::partition)
                .filter(partition -> partition.kind() == kind)
                .map(Partition::name);
    }

    boolean holds(SiteName site) {
        return sites.contains(site.value());
    }
}
