package org.muster.sandbox.rucio.rses;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.http.UncheckedDid;

/** A storage element with its attributes and protocols. */
public record Rse(
        String name,
        String id,
        String type,
        boolean deterministic,
        boolean isVolatile,
        boolean stagingArea,
        boolean availabilityRead,
        boolean availabilityWrite,
        boolean availabilityDelete,
        String algorithm,
        long totalBytes,
        Map<String, Object> attributes,
        List<Protocol> protocols) {

    public Rse {
        attributes = Map.copyOf(attributes);
        protocols = List.copyOf(protocols);
    }

    public Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key)).map(String::valueOf);
    }

    /** The path of a file below the prefix of any protocol. */
    public String path(UncheckedDid did) {
        return switch (algorithm) {
            case "identity" -> LfnToPfn.identity(did);
            default -> LfnToPfn.hash(did);
        };
    }

    /** What RSE expressions may ask for besides the attributes, by column name. */
    Map<String, Object> columns() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("rse_type", type);
        columns.put("deterministic", deterministic);
        columns.put("volatile", isVolatile);
        columns.put("staging_area", stagingArea);
        columns.put("availability_read", availabilityRead);
        columns.put("availability_write", availabilityWrite);
        columns.put("availability_delete", availabilityDelete);
        return columns;
    }
}
