package org.muster.sandbox.rucio.rses;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One way to reach the files of an RSE.
 *
 * @param prefix  with a slash at both ends
 * @param domains per domain ({@code lan}, {@code wan}) and operation the priority; 1 is best, 0 switches it off
 */
public record Protocol(
        String scheme,
        String hostname,
        int port,
        String prefix,
        String impl,
        Map<String, Map<String, Integer>> domains) {

    public Protocol {
        domains = Map.copyOf(domains);
        prefix = withSlashes(prefix);
    }

    public String pfn(String path) {
        return String.format(Locale.ROOT, "%s://%s:%d%s%s", scheme, hostname, port, prefix, path);
    }

    /** Empty if the protocol is switched off for it. */
    public Optional<Integer> priority(String domain, String operation) {
        return Optional.ofNullable(domains.getOrDefault(domain, Map.of()).get(operation))
                .filter(priority -> priority > 0);
    }

    private static String withSlashes(String prefix) {
        String start = prefix.startsWith("/") ? prefix : "/" + prefix;
        return start.endsWith("/") ? start : start + "/";
    }
}
