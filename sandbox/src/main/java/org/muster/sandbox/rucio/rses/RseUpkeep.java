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
import org.muster.sandbox.rucio.http.RucioError;
import org.muster.sandbox.rucio.http.RucioJson;
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

    @PostMapping("/{rse}")
    ResponseEntity<byte[]> add(RucioCall call, @PathVariable("rse") String rse) {
        call.requirePrivilege("add RSE");
        if (rse.length() > MAX_NAME_CHARS || !NAME.matcher(rse).matches()) {
            throw RucioError.invalidObject(
                    String.format(Locale.ROOT, "Problem with rse : '%s' does not match '^%s$'", rse, NAME.pattern()));
        }
        JsonNode body = call.object();
        String type = RucioJson.optionalText(body, "rse_type").orElse("DISK").toUpperCase(Locale.ROOT);
        if (!type.equals("DISK") && !type.equals("TAPE")) {
            throw RucioError.invalidObject(String.format(Locale.ROOT, "'%s' is not an RSE type", type));
        }
        int made = jdbc.sql("""
                        insert into rucio_rses (rse, id, rse_type, deterministic, volatile, staging_area,
                            availability_read, availability_write, availability_delete, total_bytes)
                        values (:rse, :id, :type, :deterministic, :volatile, :staging, :read, :write, :delete, 0)
                        on conflict do nothing
                        """)
                .param("rse", rse)
                .param("id", UUID.randomUUID().toString().replace("-", ""))
                .param("type", type)
                .param("deterministic", body.path("deterministic").asBoolean(true))
                .param("volatile", body.path("volatile").asBoolean())
                .param("staging", body.path("staging_area").asBoolean())
                .param("read", body.path("availability_read").asBoolean(true))
                .param("write", body.path("availability_write").asBoolean(true))
                .param("delete", body.path("availability_delete").asBoolean(true))
                .update();
        if (made == 0) {
            throw duplicate(String.format(Locale.ROOT, "RSE '%s' already exists!", rse));
        }
        return Reply.created();
    }

    @DeleteMapping("/{rse}/attr/{key}")
    ResponseEntity<byte[]> removeAttribute(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("key") String key) {
        call.requirePrivilege("delete RSE attribute");
        rses.named(rse);
        int removed = jdbc.sql("delete from rucio_rse_attributes where rse = :rse and key = :key")
                .param("rse", rse)
                .param("key", key)
                .update();
        if (removed == 0) {
            throw new RucioError(
                    404,
                    "RSEAttributeNotFound",
                    String.format(
                            Locale.ROOT,
                            "RSE attribute does not exist.\nDetails: RSE attribute '%s' cannot be found for '%s'",
                            key,
                            rse));
        }
        return Reply.ok();
    }

    /** The whole RSE, as long as it has a protocol of that scheme. */
    @GetMapping("/{rse}/protocols/{scheme}")
    ResponseEntity<byte[]> withProtocol(
            RucioCall call, @PathVariable("rse") String name, @PathVariable("scheme") String scheme) {
        Rse rse = rses.named(name);
        if (rse.protocols().stream().noneMatch(protocol -> protocol.scheme().equals(scheme))) {
            throw noProtocol(name, scheme);
        }
        return Reply.json(RseRecords.full(rse));
    }

    @PostMapping("/{rse}/protocols/{scheme}")
    ResponseEntity<byte[]> addProtocol(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("scheme") String scheme) {
        call.requirePrivilege("add protocol to RSE");
        rses.named(rse);
        JsonNode body = call.object();
        int made = jdbc.sql("""
                        insert into rucio_rse_protocols (rse, scheme, hostname, port, prefix, impl, domains)
                        values (:rse, :scheme, :hostname, :port, :prefix, :impl, cast(:domains as jsonb))
                        on conflict do nothing
                        """)
                .param("rse", rse)
                .param("scheme", scheme)
                .param("hostname", RucioJson.text(body, "hostname"))
                .param("port", body.path("port").asInt())
                .param("prefix", RucioJson.text(body, "prefix"))
                .param("impl", RucioJson.text(body, "impl"))
                .param(
                        "domains",
                        RucioJson.optional(body, "domains")
                                .map(JsonNode::toString)
                                .orElse("{}"))
                .update();
        if (made == 0) {
            throw duplicate(String.format(Locale.ROOT, "Protocol '%s' on RSE '%s' already exists!", scheme, rse));
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
        try {
            call.requirePrivilege("delete protocol from RSE");
        } catch (RucioError denied) {
            throw denied.withStatus(500);
        }
        rses.named(rse);
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
            throw noProtocol(rse, scheme);
        }
        return Reply.ok();
    }

    @PostMapping("/{rse}/distances/{other}")
    ResponseEntity<byte[]> addDistance(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("other") String other) {
        int distance = checkedDistance(call, rse, other);
        int made = jdbc.sql("""
                        insert into rucio_distances (src_rse, dest_rse, distance) values (:rse, :other, :distance)
                        on conflict do nothing
                        """)
                .param("rse", rse)
                .param("other", other)
                .param("distance", distance)
                .update();
        if (made == 0) {
            throw duplicate(String.format(Locale.ROOT, "Distance from %s to %s already exists!", rse, other));
        }
        return Reply.created();
    }

    @PutMapping("/{rse}/distances/{other}")
    ResponseEntity<byte[]> changeDistance(
            RucioCall call, @PathVariable("rse") String rse, @PathVariable("other") String other) {
        int distance = checkedDistance(call, rse, other);
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
        call.requirePrivilege("delete distance");
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
        call.requirePrivilege("set RSE limits");
        rses.named(rse);
        JsonNode body = call.object();
        jdbc.sql("""
                        insert into rucio_rse_limits (rse, name, value) values (:rse, :name, :value)
                        on conflict (rse, name) do update set value = excluded.value
                        """)
                .param("rse", rse)
                .param("name", RucioJson.text(body, "name"))
                .param("value", RucioJson.required(body, "value").asLong())
                .update();
        return Reply.ok();
    }

    @DeleteMapping("/{rse}/limits")
    ResponseEntity<byte[]> removeLimit(RucioCall call, @PathVariable("rse") String rse) {
        call.requirePrivilege("delete RSE limits");
        rses.named(rse);
        jdbc.sql("delete from rucio_rse_limits where rse = :rse and name = :name")
                .param("rse", rse)
                .param("name", RucioJson.text(call.object(), "name"))
                .update();
        return Reply.ok();
    }

    private int checkedDistance(RucioCall call, String rse, String other) {
        call.requirePrivilege("set distance");
        rses.named(rse);
        rses.named(other);
        JsonNode body = call.object();
        return RucioJson.optional(body, "distance")
                .or(() -> RucioJson.optional(body, "ranking"))
                .orElseThrow(() -> RucioError.keyError("distance"))
                .asInt();
    }

    private static RucioError noProtocol(String rse, String scheme) {
        return new RucioError(
                404,
                "RSEProtocolNotSupported",
                String.format(
                        Locale.ROOT,
                        "RSE does not support requested protocol.\nDetails: RSE '%s' does not support protocol '%s'",
                        rse,
                        scheme));
    }

    private static RucioError duplicate(String text) {
        return new RucioError(409, "Duplicate", "An object with the same identifier already exists.\nDetails: " + text);
    }
}
