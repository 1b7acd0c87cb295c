package org.muster.sandbox.rucio.rses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an administrator does to RSEs. A new one has no storage behind it here: only its protocols say where it is. */
@RestController
@RequestMapping("/rucio/rses")
final class RseUpkeep {

    private static final Pattern NAME = Pattern.compile("[A-Z0-9]+([_-][A-Z0-9]+)*");
    private static final int MAX_NAME_CHARS = 250;

    private final Rses rses;
    private final JdbcClient jdbc;

    RseUpkeep(Rses rses, JdbcClient jdbc) {
        this.rses = rses;
        this.jdbc = jdbc;
    }

    /** Without a body it is what an RSE is if nothing else is said. */
    @PostMapping("/{rse}")
    ResponseEntity<byte[]> add(RucioCall call, @PathVariable("rse") String rse) {
        JsonNode body = call.objectOrNone();
        if (rse.length() > MAX_NAME_CHARS || !NAME.matcher(rse).matches()) {
            throw RucioRefusal.invalidObject(String.format(
                    Locale.ROOT, "Problem validating rse: '%s' does not match '^(%s)$'", rse, NAME.pattern()));
        }
        call.requirePrivilege("add RSE");
        String type = RucioJson.optionalText(body, "rse_type").orElse("DISK");
        if (!type.equals("DISK") && !type.equals("TAPE")) {
            throw RucioRefusal.valueError(String.format(Locale.ROOT, "'%s' is not a valid RSEType", type));
        }
        int made = jdbc.sql("""
                        with made as (
                            insert into rucio_rses (rse, id, rse_type, deterministic, volatile, staging_area,
                                availability_read, availability_write, availability_delete, total_bytes)
                            values (:rse, :id, :type, :deterministic, :volatile, :staging, :read, :write, :delete, 0)
                            on conflict do nothing returning rse)
                        insert into rucio_rse_attributes (rse, key, value) select rse, rse, 'true' from made
                        """)
                .param("rse", rse)
                .param("id", UUID.randomUUID().toString().replace("-", ""))
                .param("type", type)
                .param(
                        "deterministic",
                        RucioJson.optionalFlag(body, "deterministic").orElse(true))
                .param("volatile", RucioJson.flag(body, "volatile"))
                .param("staging", RucioJson.flag(body, "staging_area"))
                .param("read", RucioJson.optionalFlag(body, "availability_read").orElse(true))
                .param(
                        "write",
                        RucioJson.optionalFlag(body, "availability_write").orElse(true))
                .param(
                        "delete",
                        RucioJson.optionalFlag(body, "availability_delete").orElse(true))
                .update();
        if (made == 0) {
            throw RucioRefusal.duplicate(String.format(Locale.ROOT, "RSE '%s' already exists!", rse));
        }
        return Reply.created();
    }

    @DeleteMapping("/{rse}/attr/{key}")
    ResponseEntity<byte[]> removeAttribute(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("key") String key) {
        rses.named(rse);
        call.requirePrivilege("delete RSE attributes");
        int removed = jdbc.sql("delete from rucio_rse_attributes where rse = :rse and key = :key")
                .param("rse", rse)
                .param("key", key)
                .update();
        if (removed == 0) {
            throw new RucioRefusal(
                    404, "RSEAttributeNotFound", String.format(Locale.ROOT, "RSE attribute '%s' cannot be found", key));
        }
        return Reply.ok();
    }

    /** The whole RSE, whatever the scheme. */
    @GetMapping("/{rse}/protocols/{scheme}")
    ResponseEntity<byte[]> withProtocol(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("scheme") String scheme) {
        return Reply.json(RseRecords.full(rses.named(rse)));
    }

    @PostMapping("/{rse}/protocols/{scheme}")
    ResponseEntity<byte[]> addProtocol(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("scheme") String scheme) {
        JsonNode body = call.object();
        rses.named(rse);
        call.requirePrivilege("add protocols to RSE " + rse);
        ProtocolTerms terms = ProtocolTerms.of(body);
        int made = jdbc.sql("""
                        insert into rucio_rse_protocols (rse, scheme, hostname, port, prefix, impl, domains)
                        values (:rse, :scheme, :hostname, :port, :prefix, :impl, cast(:domains as jsonb))
                        on conflict do nothing
                        """)
                .param("rse", rse)
                .param("scheme", scheme)
                .param("hostname", terms.hostname())
                .param("port", terms.port())
                .param("prefix", terms.prefix())
                .param("impl", terms.impl())
                .param("domains", terms.domains())
                .update();
        if (made == 0) {
            throw RucioRefusal.duplicate(String.format(
                    Locale.ROOT,
                    "Protocol '%s' on port %d already registered for  '%s' with hostname '%s'.",
                    scheme,
                    terms.port(),
                    rse,
                    terms.hostname()));
        }
        return Reply.created();
    }

    /** Of that scheme, or only that at one host or one port of it. Who may not is a 500 here, on the real server too. */
    @DeleteMapping({
        "/{rse}/protocols/{scheme}",
        "/{rse}/protocols/{scheme}/{hostname}",
        "/{rse}/protocols/{scheme}/{hostname}/{port}"
    })
    ResponseEntity<byte[]> removeProtocols(
            RucioCall call,
            @PathVariable("rse") String rse,
            @PathVariable("scheme") String scheme,
            @PathVariable("hostname") Optional<String> hostname,
            @PathVariable("port") Optional<Integer> port) {
        rses.named(rse);
        if (!call.caller().privileged()) {
            throw call.denied("delete protocols from RSE " + rse).withStatus(500);
        }
        int removed = jdbc.sql("""
                        delete from rucio_rse_protocols
                        where rse = :rse and scheme = :scheme
                          and (:anyHost or hostname = :hostname) and (:anyPort or port = :port)
                        """)
                .param("rse", rse)
                .param("scheme", scheme)
                .param("anyHost", hostname.isEmpty())
                .param("hostname", hostname.orElse(""))
                .param("anyPort", port.isEmpty())
                .param("port", port.orElse(0))
                .update();
        if (removed == 0) {
            throw noProtocol(rse, scheme, hostname, port);
        }
        return Reply.ok();
    }

    @PostMapping("/{rse}/distances/{other}")
    ResponseEntity<byte[]> addDistance(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("other") String other) {
        JsonNode body = call.object();
        call.requirePrivilege("add RSE distances");
        int distance = distance(body, rse, other);
        int made = jdbc.sql("""
                        insert into rucio_distances (src_rse, dest_rse, distance) values (:rse, :other, :distance)
                        on conflict do nothing
                        """)
                .param("rse", rse)
                .param("other", other)
                .param("distance", distance)
                .update();
        if (made == 0) {
            throw RucioRefusal.duplicate(
                    String.format(Locale.ROOT, "Distance from %s to %s already exists!", rse, other));
        }
        return Reply.created();
    }

    /** Where there is none, nothing is changed and nothing said. */
    @PutMapping("/{rse}/distances/{other}")
    ResponseEntity<byte[]> changeDistance(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("other") String other) {
        JsonNode body = call.object();
        call.requirePrivilege("update RSE distances");
        int distance = distance(body, rse, other);
        jdbc.sql("update rucio_distances set distance = :distance where src_rse = :rse and dest_rse = :other")
                .param("rse", rse)
                .param("other", other)
                .param("distance", distance)
                .update();
        return Reply.ok();
    }

    @DeleteMapping("/{rse}/distances/{other}")
    ResponseEntity<byte[]> removeDistance(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("other") String other) {
        call.requirePrivilege("update RSE distances");
        rses.named(rse);
        rses.named(other);
        jdbc.sql("delete from rucio_distances where src_rse = :rse and dest_rse = :other")
                .param("rse", rse)
                .param("other", other)
                .update();
        return Reply.text(200, "Deleted");
    }

    @GetMapping("/{rse}/limits")
    ResponseEntity<byte[]> limits(RucioCall call, @PathVariable("rse") String rse) {
        rses.named(rse);
        Map<String, Object> limits = new LinkedHashMap<>();
        jdbc.sql("select name, value from rucio_rse_limits where rse = :rse order by name")
                .param("rse", rse)
                .query((row, number) -> limits.put(row.getString(1), row.getLong(2)))
                .list();
        return Reply.json(limits);
    }

    @PutMapping("/{rse}/limits")
    ResponseEntity<byte[]> setLimit(RucioCall call, @PathVariable("rse") String rse) {
        JsonNode body = limitBody(call, rse);
        jdbc.sql("""
                        insert into rucio_rse_limits (rse, name, value) values (:rse, :name, :value)
                        on conflict (rse, name) do update set value = excluded.value
                        """)
                .param("rse", rse)
                .param("name", RucioJson.text(body, "name"))
                .param("value", RucioJson.whole(body, "value"))
                .update();
        return Reply.ok();
    }

    @DeleteMapping("/{rse}/limits")
    ResponseEntity<byte[]> removeLimit(RucioCall call, @PathVariable("rse") String rse) {
        JsonNode body = limitBody(call, rse);
        jdbc.sql("delete from rucio_rse_limits where rse = :rse and name = :name")
                .param("rse", rse)
                .param("name", RucioJson.text(body, "name"))
                .update();
        return Reply.ok();
    }

    private JsonNode limitBody(RucioCall call, String rse) {
        JsonNode body = call.object();
        rses.named(rse);
        call.requirePrivilege("update RSE limits for RSE " + rse);
        return body;
    }

    private int distance(JsonNode body, String rse, String other) {
        rses.named(rse);
        rses.named(other);
        return RucioJson.optionalSmall(body, "distance")
                .or(() -> RucioJson.optionalSmall(body, "ranking"))
                .orElseThrow(() -> RucioRefusal.keyError("distance"));
    }

    private static RucioRefusal noProtocol(
            String rse, String scheme, Optional<String> hostname, Optional<Integer> port) {
        return new RucioRefusal(
                404,
                "RSEProtocolNotSupported",
                String.format(Locale.ROOT, "RSE '%s' does not support protocol '%s'", rse, scheme)
                        + hostname.map(host -> " for hostname '" + host + "'").orElse("")
                        + port.map(number -> " on port '" + number + "'").orElse(""));
    }
}
