package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;
import org.muster.domain.text.Absent;

/** Reads Rucio's records. Numbers may come as decimals, and any value may be null. */
final class RucioRecords {
    private RucioRecords() {}

    static FileReplicas file(JsonNode node) {
        List<Replica> replicas = new ArrayList<>();
        node.path("pfns")
                .properties()
                .forEach(entry -> rse(text(entry.getValue(), "rse"))
                        .ifPresent(rse -> replicas.add(replica(entry.getKey(), rse, entry.getValue()))));
        replicas.sort(Comparator.comparingInt(Replica::priority).thenComparing(Replica::pfn));
        Set<RseName> available = new HashSet<>();
        node.path("states").properties().forEach(entry -> {
            if (entry.getValue().asText().equals("AVAILABLE")) {
                rse(entry.getKey()).ifPresent(available::add);
            }
        });
        return new FileReplicas(did(node), number(node, "bytes"), adler32(node), replicas, available);
    }

    private static Optional<String> adler32(JsonNode node) {
        return Absent.ifEmpty(text(node, "adler32").toLowerCase(Locale.ROOT));
    }

    /** A storage whose name is none of ours is not used, and spoils nothing that lies elsewhere. */
    private static Optional<RseName> rse(String name) {
        try {
            return Optional.of(new RseName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Replica replica(String pfn, RseName rse, JsonNode node) {
        return new Replica(
                pfn,
                rse,
                text(node, "domain"),
                (int) number(node, "priority"),
                text(node, "type").equals("TAPE"));
    }

    static DidEntry entry(JsonNode node) {
        return new DidEntry(
                did(node),
                DidEntry.Type.valueOf(text(node, "type").toUpperCase(Locale.ROOT)),
                node.path("open").asBoolean(false),
                number(node, "bytes"),
                adler32(node));
    }

    /** A file in a list of files, where no type is told. */
    static DidEntry fileEntry(JsonNode node) {
        return new DidEntry(did(node), DidEntry.Type.FILE, false, number(node, "bytes"), adler32(node));
    }

    static ReplicationRule rule(JsonNode node) {
        return new ReplicationRule(
                text(node, "id"),
                did(node),
                text(node, "account"),
                (int) number(node, "copies"),
                text(node, "rse_expression"),
                text(node, "state"),
                number(node, "locks_ok_cnt"),
                Absent.ifEmpty(text(node, "error")),
                date(node, "stuck_at"),
                date(node, "created_at"),
                date(node, "expires_at"));
    }

    private static Optional<Instant> date(JsonNode node, String key) {
        String text = text(node, key);
        return text.isEmpty() ? Optional.empty() : Optional.of(RucioDates.parse(text));
    }

    static StorageElement storage(RseName name, JsonNode node, JsonNode attributes) {
        List<StorageElement.Protocol> protocols = new ArrayList<>();
        node.path("protocols").forEach(protocol -> protocols.add(protocol(protocol)));
        Map<String, String> values = new HashMap<>();
        attributes
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return new StorageElement(
                name,
                node.path("availability_read").asBoolean(true),
                node.path("availability_write").asBoolean(true),
                node.path("deterministic").asBoolean(true),
                text(node, "rse_type").equals("TAPE"),
                Absent.ifEmpty(text(node, "lfn2pfn_algorithm")),
                protocols,
                values);
    }

    private static StorageElement.Protocol protocol(JsonNode node) {
        JsonNode wan = node.path("domains").path("wan");
        return new StorageElement.Protocol(
                text(node, "scheme"),
                text(node, "hostname"),
                (int) number(node, "port"),
                text(node, "prefix"),
                (int) number(wan, "read"),
                (int) number(wan, "write"));
    }

    static StorageUse use(JsonNode node) {
        return new StorageUse(text(node, "source"), number(node, "used"), number(node, "free"), number(node, "total"));
    }

    static Did did(JsonNode node) {
        return new Did(text(node, "scope"), text(node, "name"));
    }

    static Did parent(JsonNode node) {
        return new Did(text(node, "parent_scope"), text(node, "parent_name"));
    }

    static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isNull() ? "" : value.asText();
    }

    static long number(JsonNode node, String key) {
        return node.path(key).asLong(0);
    }
}
