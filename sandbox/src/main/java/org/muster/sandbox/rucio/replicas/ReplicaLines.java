package org.muster.sandbox.rucio.replicas;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.rses.Protocol;
import org.muster.sandbox.rucio.rses.Rse;

/** Turns rows of replicas, sorted by file, into one line per file with its PFNs in the order to try them. */
final class ReplicaLines {

    private final Listing listing;
    private final Map<String, Rse> rses;
    private final Consumer<Map<String, Object>> lines;
    private @Nullable FileWithReplicas current;

    ReplicaLines(Listing listing, Map<String, Rse> rses, Consumer<Map<String, Object>> lines) {
        this.listing = listing;
        this.rses = rses;
        this.lines = lines;
    }

    private record Pfn(String url, Rse rse, String domain, int priority) {}

    private static final class FileWithReplicas {
        private final UncheckedDid did;
        private final boolean askedDirectly;
        private final Map<String, Object> head = new LinkedHashMap<>();
        private final Map<String, Object> states = new LinkedHashMap<>();
        private final List<Pfn> pfns = new ArrayList<>();

        FileWithReplicas(UncheckedDid did, boolean askedDirectly) {
            this.did = did;
            this.askedDirectly = askedDirectly;
        }
    }

    void row(ResultSet row) throws SQLException {
        UncheckedDid did = new UncheckedDid(row.getString("scope"), row.getString("name"));
        FileWithReplicas file = current;
        if (file == null || !file.did.equals(did)) {
            end();
            file = new FileWithReplicas(did, row.getBoolean("direct"));
            file.head.put("scope", did.scope());
            file.head.put("name", did.name());
            file.head.put("bytes", row.getObject("bytes", Long.class));
            file.head.put("md5", row.getString("md5"));
            file.head.put("adler32", row.getString("adler32"));
            current = file;
        }
        Rse rse = Optional.ofNullable(row.getString("rse")).map(rses::get).orElse(null);
        if (rse != null) {
            file.states.put(
                    rse.name(), ReplicaState.ofLetter(row.getString("state")).name());
            addPfns(file, rse, Optional.ofNullable(row.getString("path")).orElseGet(() -> rse.path(did)));
        }
    }

    /**
     * A file asked for directly always has a line; one reached through a collection only if a replica fits, so that
     * a client has to compare with the content of the collection.
     */
    void end() {
        FileWithReplicas file = current;
        current = null;
        if (file == null || (!file.askedDirectly && file.states.isEmpty())) {
            return;
        }
        file.pfns.sort(Comparator.comparing((Pfn pfn) -> pfn.domain().equals("lan") ? 0 : 1)
                .thenComparing(Pfn::priority)
                .thenComparing(pfn -> pfn.rse().name()));
        Map<String, Object> pfns = new LinkedHashMap<>();
        Map<String, List<String>> byRse = new LinkedHashMap<>();
        for (Pfn pfn : file.pfns) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("rse_id", pfn.rse().id());
            entry.put("rse", pfn.rse().name());
            entry.put("type", pfn.rse().type());
            entry.put("volatile", pfn.rse().isVolatile());
            entry.put("domain", pfn.domain());
            entry.put("priority", pfns.size() + 1);
            entry.put("client_extract", false);
            if (pfns.putIfAbsent(pfn.url(), entry) == null) {
                byRse.computeIfAbsent(pfn.rse().name(), rse -> new ArrayList<>())
                        .add(pfn.url());
            }
        }
        Map<String, Object> line = new LinkedHashMap<>(file.head);
        line.put("pfns", pfns);
        line.put("rses", byRse);
        line.put("states", file.states);
        lines.accept(line);
    }

    private void addPfns(FileWithReplicas file, Rse rse, String path) {
        for (String domain : domains(rse)) {
            List<Protocol> readable = rse.protocols().stream()
                    .filter(protocol -> protocol.priority(domain, "read").isPresent())
                    .filter(protocol -> listing.schemes()
                            .map(schemes -> schemes.contains(protocol.scheme()))
                            .orElse(true))
                    .sorted(Comparator.comparing(
                            protocol -> protocol.priority(domain, "read").orElse(Integer.MAX_VALUE)))
                    .limit(
                            listing.schemes().isPresent() || listing.unnamed() == Listing.Schemes.ALL
                                    ? Long.MAX_VALUE
                                    : 1)
                    .toList();
            for (Protocol protocol : readable) {
                int priority = protocol.priority(domain, "read").orElse(Integer.MAX_VALUE);
                file.pfns.add(new Pfn(protocol.pfn(path), rse, domain, priority));
            }
        }
    }

    private List<String> domains(Rse rse) {
        String asked = listing.domain().orElse("");
        if (asked.equals("all")) {
            return List.of("lan", "wan");
        }
        if (!asked.isEmpty()) {
            return List.of(asked);
        }
        boolean atTheClient =
                listing.clientSite().isPresent() && listing.clientSite().equals(rse.attribute("site"));
        return List.of(atTheClient ? "lan" : "wan");
    }
}
