package org.muster.connectors.fake;

import static org.muster.connectors.fake.RucioReplies.error;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;

/** Rucio's metadata: the columns that every DID has, told first, and the free keys beside them. */
final class FakeColumns {
    private static final String WITHOUT_VALUE = "access_cnt accessed_at account adler32 campaign closed_at complete "
            + "constituent datatype deleted_at eol_at events expired_at guid hidden is_archive is_new lumiblocknr md5 "
            + "monotonic obsolete panda_id phys_group prod_step project provenance purge_replicas run_number stream_name "
            + "suppressed task_id transient version";
    private static final String MADE = "Sun, 22 Nov 2026 20:01:00 UTC";

    private FakeColumns() {}

    static Reply reply(Request request, Map<String, Object> did, Map<String, JsonNode> free) {
        Map<String, Object> columns = columns(did);
        return switch (request.method()) {
            case "GET" -> {
                String plugin = request.query().getOrDefault("plugin", "DID_COLUMN");
                Map<String, Object> told = plugin.equals("JSON") ? new LinkedHashMap<>() : columns;
                if (!plugin.equals("DID_COLUMN")) {
                    told.putAll(free);
                }
                yield Reply.json(told);
            }
            case "DELETE" -> {
                String key = request.parameter("key");
                if (columns.containsKey(key)) {
                    yield error(409, "NotImplementedError", "Feature not in current database");
                }
                yield free.remove(key) == null
                        ? error(404, "KeyNotFound", "Key " + key + " not found")
                        : Reply.of(200, "");
            }
            default -> {
                request.json().path("meta").properties().forEach(value -> free.put(value.getKey(), value.getValue()));
                yield Reply.of(201, "Created");
            }
        };
    }

    private static Map<String, Object> columns(Map<String, Object> did) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (String column : WITHOUT_VALUE.split(" ", -1)) {
            columns.put(column, null);
        }
        columns.putAll(did);
        columns.put("did_type", columns.remove("type"));
        columns.put("is_open", columns.remove("open"));
        columns.putIfAbsent("length", null);
        columns.put("availability", "AVAILABLE");
        columns.put("created_at", MADE);
        columns.put("updated_at", MADE);
        return columns;
    }
}
