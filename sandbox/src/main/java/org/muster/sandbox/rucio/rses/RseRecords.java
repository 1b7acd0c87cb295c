package org.muster.sandbox.rucio.rses;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An RSE as the wire shows it: flat in lists, with its protocols when asked for by name. */
final class RseRecords {

    private RseRecords() {}

    static Map<String, Object> flat(Rse rse) {
        int bits = (rse.availabilityRead() ? 4 : 0)
                | (rse.availabilityWrite() ? 2 : 0)
                | (rse.availabilityDelete() ? 1 : 0);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", rse.id());
        line.put("rse", rse.name());
        line.put("rse_type", rse.type());
        line.put("deterministic", rse.deterministic());
        line.put("volatile", rse.isVolatile());
        line.put("staging_area", rse.stagingArea());
        line.put("availability", bits);
        line.put("availability_read", rse.availabilityRead());
        line.put("availability_write", rse.availabilityWrite());
        line.put("availability_delete", rse.availabilityDelete());
        line.put("qos_class", null);
        return line;
    }

    static Map<String, Object> full(Rse rse) {
        Map<String, Object> body = flat(rse);
        body.put("lfn2pfn_algorithm", rse.algorithm());
        body.put("verify_checksum", true);
        body.put("credentials", null);
        body.put("sign_url", null);
        body.put("domain", List.of("lan", "wan"));
        body.put("protocols", protocols(rse));
        return body;
    }

    static List<Map<String, Object>> protocols(Rse rse) {
        return rse.protocols().stream().map(RseRecords::protocol).toList();
    }

    private static Map<String, Object> protocol(Protocol protocol) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("scheme", protocol.scheme());
        body.put("hostname", protocol.hostname());
        body.put("port", protocol.port());
        body.put("prefix", protocol.prefix());
        body.put("impl", protocol.impl());
        body.put("domains", protocol.domains());
        body.put("extended_attributes", null);
        return body;
    }
}
