package org.muster.connectors.rucio;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.storage.RseName;

/**
 * An RSE as Rucio describes it.
 *
 * @param pathAlgorithm how a deterministic RSE computes paths, unless by the site's default
 * @param attributes with their values as text
 */
public record StorageElement(
        RseName name,
        boolean readable,
        boolean writable,
        boolean deterministic,
        boolean tape,
        Optional<String> pathAlgorithm,
        List<Protocol> protocols,
        Map<String, String> attributes) {
    /** Rucio's own default. */
    private static final String HASH = "hash";

    public StorageElement {
        protocols = List.copyOf(protocols);
        attributes = Map.copyOf(attributes);
    }

    /** A door of the storage. Priorities: 1 is best, 0 is shut. */
    public record Protocol(String scheme, String hostname, int port, String prefix, int wanRead, int wanWrite) {
        /** Scheme, host, port and path without a trailing slash. */
        public String url() {
            String path = prefix.startsWith("/") ? prefix : "/" + prefix;
            String stripped = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return scheme + "://" + hostname + (port > 0 ? ":" + port : "") + stripped;
        }
    }

    /** The door that uploads from elsewhere go through. */
    public Optional<Protocol> upload() {
        return protocols.stream()
                .filter(protocol -> protocol.wanWrite() > 0)
                .min(Comparator.comparingInt(Protocol::wanWrite));
    }

    /** Whether paths can be computed outside Rucio. */
    public boolean hashedPaths() {
        String named = pathAlgorithm.orElseGet(() -> attributes.getOrDefault("lfn2pfn_algorithm", HASH));
        return deterministic && (named.equals(HASH) || named.equals("default"));
    }

    public String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }
}
