package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.muster.connectors.transport.Target;
import org.muster.domain.storage.RseName;

/** RSEs: what they are, how full, how far apart. What Rucio says of expressions and use may be ten minutes old. */
public final class RucioStorages {

    private final RucioHttp http;

    RucioStorages(RucioHttp http) {
        this.http = http;
    }

    public List<RseName> all() {
        return all((name, why) -> {});
    }

    /** @param unfit told of names that are none of ours, and why; the others are answered */
    public List<RseName> all(BiConsumer<String, String> unfit) {
        return names(Target.of("/rses/"), unfit);
    }

    /** Those that an expression names; one that names none is refused. */
    public List<RseName> matching(String expression) {
        return names(Target.of("/rses/?expression={expression}", expression), (name, why) -> {});
    }

    private List<RseName> names(Target target, BiConsumer<String, String> unfit) {
        List<RseName> names = new ArrayList<>();
        for (JsonNode node : http.list("GET", target, "")) {
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
        return RucioRecords.storage(name, http.json(of(name, "")), http.json(of(name, "/attr/")));
    }

    public List<StorageUse> usage(RseName name) {
        return http.list("GET", of(name, "/usage"), "").stream()
                .map(RucioRecords::use)
                .toList();
    }

    private static Target of(RseName name, String what) {
        return Target.of("/rses/{rse}" + what, name.value());
    }
}
