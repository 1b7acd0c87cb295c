package org.muster.sandbox.rucio.replicas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.rses.Protocol;
import org.muster.sandbox.rucio.rses.Rse;
import org.muster.sandbox.rucio.rses.Rses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the replica that an address on a storage stands for. */
@Component
final class Pfns {

    private final Rses rses;
    private final JdbcClient jdbc;

    Pfns(Rses rses, JdbcClient jdbc) {
        this.rses = rses;
        this.jdbc = jdbc;
    }

    record Found(UncheckedDid did, String rse) {}

    Optional<Found> find(String pfn) {
        for (Rse rse : rses.all().values()) {
            for (Protocol protocol : rse.protocols()) {
                String base = protocol.pfn("");
                if (pfn.startsWith(base)) {
                    Optional<Found> found = onRse(rse, protocol, pfn, pfn.substring(base.length()));
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The storage whose address it begins with. */
    Optional<String> rseOf(String pfn) {
        return rses.all().values().stream()
                .filter(rse -> rse.protocols().stream().anyMatch(protocol -> pfn.startsWith(protocol.pfn(""))))
                .map(Rse::name)
                .findFirst();
    }

    /** A name may hold slashes itself, so every end of the path may be one. */
    private Optional<Found> onRse(Rse rse, Protocol protocol, String pfn, String path) {
        List<String> ends = new ArrayList<>();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            ends.add(path.substring(slash + 1));
        }
        return jdbc
                .sql("""
                        select scope, name, path from rucio_replicas
                        where rse = :rse and (path = :path or name = any(:ends))
                        """)
                .param("rse", rse.name())
                .param("path", path)
                .param("ends", ends.toArray(new String[0]))
                .query((row, number) -> {
                    UncheckedDid did = new UncheckedDid(row.getString(1), row.getString(2));
                    String stored = row.getString(3);
                    return protocol.pfn(stored == null ? rse.path(did) : stored).equals(pfn)
                            ? Optional.of(new Found(did, rse.name()))
                            : Optional.<Found>empty();
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }
}
