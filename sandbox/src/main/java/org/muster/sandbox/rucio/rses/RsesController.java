package org.muster.sandbox.rucio.rses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.sandbox.rucio.http.NameRules;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the RSEs are and where they want a file. */
@RestController
@RequestMapping("/rucio/rses")
final class RsesController {

    private final Rses rses;
    private final JdbcClient jdbc;

    RsesController(Rses rses, JdbcClient jdbc) {
        this.rses = rses;
        this.jdbc = jdbc;
    }

    /** With an expression only the names come back, and an empty result is an error. */
    @GetMapping("/")
    void list(RucioCall call) {
        Optional<String> expression = call.query("expression");
        if (expression.isEmpty()) {
            call.stream(out -> rses.all().values().forEach(rse -> out.line(RseRecords.flat(rse))));
            return;
        }
        List<Rse> found;
        try {
            found = rses.matching(expression.get());
        } catch (RucioRefusal error) {
            throw error.withStatus(400);
        }
        call.stream(out -> found.forEach(rse -> out.line(Map.of("rse", rse.name()))));
    }

    @GetMapping("/{rse}")
    ResponseEntity<byte[]> one(RucioCall call, @PathVariable("rse") String rse) {
        return Reply.json(RseRecords.full(rses.named(rse)));
    }

    /** Switches availability, to drain or block an RSE. */
    @PutMapping("/{rse}")
    ResponseEntity<byte[]> change(RucioCall call, @PathVariable("rse") String rse) {
        call.requirePrivilege("update RSE");
        Rse known = rses.named(rse);
        JsonNode body = call.object();
        jdbc.sql("""
                        update rucio_rses set availability_read = :read, availability_write = :write,
                               availability_delete = :delete
                        where rse = :rse
                        """)
                .param("rse", rse)
                .param("read", RucioJson.optionalFlag(body, "availability_read").orElse(known.availabilityRead()))
                .param(
                        "write",
                        RucioJson.optionalFlag(body, "availability_write").orElse(known.availabilityWrite()))
                .param(
                        "delete",
                        RucioJson.optionalFlag(body, "availability_delete").orElse(known.availabilityDelete()))
                .update();
        return Reply.created();
    }

    @GetMapping("/{rse}/attr/")
    ResponseEntity<byte[]> attributes(RucioCall call, @PathVariable("rse") String rse) {
        return Reply.json(new TreeMap<>(rses.named(rse).attributes()));
    }

    @PostMapping("/{rse}/attr/{key}")
    ResponseEntity<byte[]> setAttribute(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("key") String key) {
        rses.named(rse);
        call.requirePrivilege("add RSE attributes");
        JsonNode value = RucioJson.required(call.object(), "value");
        if (value.isContainerNode()) {
            throw RucioRefusal.invalidObject(value + " is neither a text nor a number nor a boolean");
        }
        jdbc.sql("""
                        insert into rucio_rse_attributes (rse, key, value) values (:rse, :key, cast(:value as jsonb))
                        on conflict (rse, key) do update set value = excluded.value
                        """)
                .param("rse", rse)
                .param("key", key)
                .param("value", value.toString())
                .update();
        return Reply.created();
    }

    @GetMapping("/{rse}/protocols")
    ResponseEntity<byte[]> protocols(RucioCall call, @PathVariable("rse") String rse) {
        List<Map<String, Object>> protocols = RseRecords.protocols(rses.named(rse));
        if (protocols.isEmpty()) {
            throw new RucioRefusal(404, "RSEProtocolNotSupported", "No protocols found for this RSE");
        }
        return Reply.json(protocols);
    }

    @GetMapping("/{rse}/distances/{other}")
    ResponseEntity<byte[]> distances(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("other") String other) {
        rses.named(rse);
        rses.named(other);
        return Reply.json(
                jdbc.sql("select distance from rucio_distances where src_rse = :source and dest_rse = :destination")
                        .param("source", rse)
                        .param("destination", other)
                        .query((row, number) -> {
                            Map<String, Object> body = new LinkedHashMap<>();
                            body.put("src_rse", rse);
                            body.put("dest_rse", other);
                            body.put("distance", row.getInt(1));
                            body.put("ranking", row.getInt(1));
                            return body;
                        })
                        .list());
    }

    @GetMapping("/{rse}/lfns2pfns")
    ResponseEntity<byte[]> lfnsToPfns(RucioCall call, @PathVariable("rse") String name) {
        Rse rse = rses.named(name);
        Optional<String> scheme = call.query("scheme");
        String domain = call.query("domain").orElse("wan");
        String operation = call.query("operation").orElse("write");
        Protocol protocol = rse.protocols().stream()
                .filter(one -> scheme.map(one.scheme()::equals).orElse(true))
                .filter(one -> one.priority(domain, operation).isPresent())
                .min(Comparator.comparing(one -> one.priority(domain, operation).orElse(Integer.MAX_VALUE)))
                .orElseThrow(() ->
                        new RucioRefusal(404, "RSEProtocolNotSupported", "RSE does not support requested protocol."));
        List<String> lfns = call.queryAll("lfn");
        NameRules.requireItems(lfns.size());
        Map<String, Object> pfns = new LinkedHashMap<>();
        for (String lfn : lfns) {
            int colon = lfn.indexOf(':');
            if (colon < 0) {
                throw new IllegalStateException("lfn without a scope"); // a bare 500 on the real server too
            }
            UncheckedDid did = new UncheckedDid(lfn.substring(0, colon), lfn.substring(colon + 1));
            pfns.put(lfn, protocol.pfn(pathOf(rse, did)));
        }
        return Reply.json(pfns);
    }

    private String pathOf(Rse rse, UncheckedDid did) {
        if (rse.deterministic()) {
            return rse.path(did);
        }
        return jdbc.sql("select path from rucio_replicas where scope = :scope and name = :name and rse = :rse")
                .param("scope", did.scope())
                .param("name", did.name())
                .param("rse", rse.name())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new RucioRefusal(500, "ReplicaNotFound", "Replica not found."));
    }
}
