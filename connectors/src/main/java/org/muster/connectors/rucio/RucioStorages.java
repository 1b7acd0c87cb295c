package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;

/** RSEs: what they are, how full, how far apart. What Rucio says of expressions and use may be ten minutes old. */
public final class RucioStorages {
    /** Names in one URL. */
    static final int MAX_NAMES = 20;

    private final RucioHttp http;

    RucioStorages(RucioHttp http) {
        this.http = http;
    }

    public List<RseName> all() {
        return names("/rses/");
    }

    /** Those that an expression names; one that names none is refused. */
    public List<RseName> matching(String expression) {
        return names("/rses/?expression=" + RucioHttp.escape(expression));
    }

    private List<RseName> names(String path) {
        return http.list("GET", path, "").stream()
                .map(node -> new RseName(RucioRecords.text(node, "rse")))
                .toList();
    }

    /** An RSE with its attributes and protocols. */
    public StorageElement get(RseName name) {
        return RucioRecords.storage(name, http.json(path(name)), http.json(path(name) + "/attr/"));
    }

    /** Rucio's own distance between two RSEs; none means that nothing is transferred that way. */
    public OptionalInt distance(RseName from, RseName to) {
        JsonNode first = http.json(path(from) + "/distances/" + RucioHttp.escape(to.value()))
                .path(0);
        return first.isMissingNode()
                ? OptionalInt.empty()
                : OptionalInt.of((int) RucioRecords.number(first, "distance"));
    }

    public List<StorageUse> usage(RseName name) {
        return http.list("GET", path(name) + "/usage", "").stream()
                .map(RucioRecords::use)
                .toList();
    }

    /** Bounds that the operators of an RSE set, e.g. {@code MinFreeSpace}; mostly none. */
    public Map<String, Long> limits(RseName name) {
        Map<String, Long> limits = new LinkedHashMap<>();
        http.json(path(name) + "/limits")
                .properties()
                .forEach(entry -> limits.put(entry.getKey(), entry.getValue().asLong()));
        return limits;
    }

    /** Where the RSE wants files to be written. Only Rucio knows: algorithms are the experiment's own. */
    public Map<Did, String> uploadPaths(RseName name, Collection<Did> files) {
        Map<Did, String> paths = new LinkedHashMap<>();
        for (List<Did> chunk : Chunks.of(List.copyOf(files), MAX_NAMES)) {
            String names = chunk.stream()
                    .map(did -> "lfn=" + RucioHttp.escape(did.toString()))
                    .collect(Collectors.joining("&"));
            http.json(path(name) + "/lfns2pfns?" + names + "&domain=wan&operation=write")
                    .properties()
                    .forEach(entry -> paths.put(
                            Did.parse(entry.getKey()), entry.getValue().asText()));
        }
        return paths;
    }

    private static String path(RseName name) {
        return "/rses/" + RucioHttp.escape(name.value());
    }
}
