package org.muster.sandbox.rucio.dids;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.http.NameRules;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Metadata of many DIDs at once. */
@RestController
@RequestMapping("/rucio/dids")
final class BulkMetaController {

    private final Dids dids;
    private final TransactionTemplate transaction;

    BulkMetaController(Dids dids, TransactionTemplate transaction) {
        this.dids = dids;
        this.transaction = transaction;
    }

    /** All or none. */
    @PostMapping("/bulkdidsmeta")
    ResponseEntity<byte[]> set(RucioCall call) {
        List<JsonNode> items = RucioJson.list(call.object(), "dids");
        NameRules.requireItems(items.size());
        transaction.executeWithoutResult(status -> items.forEach(item -> dids.addMeta(
                call.caller(), UncheckedDid.of(item), MetaController.values(RucioJson.required(item, "meta")))));
        return Reply.created();
    }

    /**
     * Unknown DIDs are left out. The fixed columns come without {@code inherit}, the free keys, also those of the
     * parents, with it: which plugin is asked for does not matter.
     */
    @PostMapping("/bulkmeta")
    void read(RucioCall call) {
        JsonNode body = call.object();
        List<UncheckedDid> asked = RucioJson.dids(body, "dids");
        boolean inherit = RucioJson.flag(body, "inherit");
        call.stream(out -> {
            for (UncheckedDid did : asked) {
                Optional<KnownDid> known = dids.find(did);
                if (known.isEmpty()) {
                    continue;
                }
                Map<String, Object> own = dids.meta(did);
                if (!inherit) {
                    out.line(MetaController.columns(known.get(), own));
                    continue;
                }
                Map<String, Object> line = new LinkedHashMap<>();
                dids.parents(did).forEach(parent -> line.putAll(MetaController.freeKeys(dids.meta(parent.did()))));
                line.putAll(MetaController.freeKeys(own));
                line.put("scope", did.scope());
                line.put("name", did.name());
                out.line(line);
            }
        });
    }
}
