package org.muster.sandbox.rucio.dids;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.http.WireDates;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Metadata of DIDs: a fixed set of columns, shown by default, and free keys, shown when asked for. */
@RestController
@RequestMapping("/rucio/dids/{scope}/{name}/meta")
final class MetaController {

    private static final Set<String> COLUMNS = Set.of(
            "project",
            "datatype",
            "run_number",
            "stream_name",
            "prod_step",
            "version",
            "campaign",
            "task_id",
            "panda_id",
            "lumiblocknr",
            "events",
            "guid",
            "phys_group",
            "provenance");

    /** The server's own bookkeeping, which this one keeps for nothing. */
    private static final List<String> UNSET = List.of("hidden", "obsolete", "suppressed", "transient");

    private static final List<String> EMPTY = List.of(
            "complete", "accessed_at", "closed_at", "eol_at", "access_cnt", "deleted_at", "is_archive", "constituent");

    /** Columns that the column plugin leaves alone, so that the free keys are asked for them. */
    private static final Set<String> NOT_MANAGED = Set.of(
            "account",
            "availability",
            "complete",
            "created_at",
            "did_type",
            "is_open",
            "monotonic",
            "obsolete",
            "scope",
            "suppressed",
            "updated_at");

    private final Dids dids;

    MetaController(Dids dids) {
        this.dids = dids;
    }

    @GetMapping
    ResponseEntity<byte[]> meta(
            RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        KnownDid known = dids.get(new UncheckedDid(scope, name));
        Map<String, Object> stored = dids.meta(known.did());
        String plugin = call.query("plugin").orElse("DID_COLUMN");
        Map<String, Object> body = new LinkedHashMap<>();
        if (!plugin.equals("JSON")) {
            body.putAll(columns(known, stored));
        }
        if (!plugin.equals("DID_COLUMN")) {
            body.putAll(freeKeys(stored));
        }
        return Reply.json(body);
    }

    @PostMapping
    ResponseEntity<byte[]> setMany(
            RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        JsonNode meta = RucioJson.required(call.object(), "meta");
        dids.addMeta(call.caller(), new UncheckedDid(scope, name), values(meta));
        return Reply.created();
    }

    @PostMapping("/{key}")
    ResponseEntity<byte[]> setOne(
            RucioCall call,
            @PathVariable("scope") String scope,
            @PathVariable("name") String name,
            @PathVariable("key") String key) {
        JsonNode body = call.object();
        UncheckedDid did = new UncheckedDid(scope, name);
        if (key.equals("lifetime")) {
            dids.expire(call.caller(), did, RucioJson.lifetime(body, "value"));
        } else {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put(key, RucioJson.plain(RucioJson.required(body, "value")));
            dids.addMeta(call.caller(), did, value);
        }
        return Reply.created();
    }

    @DeleteMapping
    ResponseEntity<byte[]> remove(
            RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        String key = call.query("key").orElseThrow(() -> RucioRefusal.keyError("key"));
        UncheckedDid did = new UncheckedDid(scope, name);
        if (columns(dids.get(did), Map.of()).containsKey(key) && !NOT_MANAGED.contains(key)) {
            throw new RucioRefusal(409, "NotImplementedError", "Feature not in current database");
        }
        dids.removeMeta(call.caller(), did, key);
        return Reply.ok();
    }

    /** The fixed ones, whether there is a value or not. */
    static Map<String, Object> columns(KnownDid known, Map<String, Object> stored) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("scope", known.did().scope());
        columns.put("name", known.did().name());
        columns.put("did_type", known.type().name());
        columns.put("account", known.account());
        columns.put("is_open", known.open());
        columns.put("monotonic", known.monotonic());
        columns.put("bytes", known.bytes());
        columns.put("length", known.length());
        columns.put("adler32", known.adler32());
        columns.put("md5", known.md5());
        columns.put("expired_at", WireDates.formatNullable(known.expiredAt()));
        columns.put("created_at", WireDates.formatNullable(known.createdAt()));
        columns.put("updated_at", WireDates.formatNullable(known.updatedAt()));
        columns.put("availability", "AVAILABLE");
        columns.put("purge_replicas", true);
        columns.put("is_new", known.type() == DidType.FILE ? null : true);
        UNSET.forEach(column -> columns.put(column, false));
        EMPTY.forEach(column -> columns.put(column, null));
        COLUMNS.forEach(column -> columns.put(column, stored.get(column)));
        return columns;
    }

    static Map<String, Object> freeKeys(Map<String, Object> stored) {
        Map<String, Object> free = new LinkedHashMap<>(stored);
        free.keySet().removeAll(COLUMNS);
        return free;
    }

    static Map<String, Object> values(JsonNode object) {
        return RucioJson.readMap(object.toString());
    }
}
