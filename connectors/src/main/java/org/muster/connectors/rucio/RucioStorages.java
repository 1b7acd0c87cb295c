package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
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
        return all((name, why) -> {});
    }

    /** @param unfit told of names that are none of ours, and why; the others are answered */
    public List<RseName> all(BiConsumer<String, String> unfit) {
        return names("/rses/", unfit);
    }

    /** Those that an expression names; one that names none is refused. */
    public List<RseName> matching(String expression) {
        return names("/rses/?expression=" + RucioHttp.escape(expression), (name, why) -> {});
    }

    private List<RseName> names(String path, BiConsumer<String, String> unfit) {
        List<RseName> names = new ArrayList<>();
        for (JsonNode node : http.list("GET", path, "")) {
            String name = RucioRecords.text(node, "rse");
            try {
                names.add(new RseName(name));
            } catch (IllegalArgumentException e) {
                unfit.accept(name, String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(names);
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
