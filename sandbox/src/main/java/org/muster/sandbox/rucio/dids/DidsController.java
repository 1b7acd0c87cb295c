package org.muster.sandbox.rucio.dids;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.sandbox.rucio.http.CallerAccount;
import org.muster.sandbox.rucio.http.NameRules;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** DIDs over HTTP. A name with slashes is one path segment, its slashes written as {@code %2F}. */
@RestController
@RequestMapping("/rucio/dids")
final class DidsController {

    private final Dids dids;
    private final Contents contents;
    private final FileRegistration registration;
    private final TransactionTemplate transaction;

    DidsController(Dids dids, Contents contents, FileRegistration registration, TransactionTemplate transaction) {
        this.dids = dids;
        this.contents = contents;
        this.registration = registration;
        this.transaction = transaction;
    }

    @PostMapping("/{scope}/{name}")
    ResponseEntity<byte[]> create(
            RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        JsonNode body = call.object();
        transaction.executeWithoutResult(status -> create(call.caller(), new UncheckedDid(scope, name), body));
        return Reply.created();
    }

    /** All or none. */
    @PostMapping
    ResponseEntity<byte[]> createMany(RucioCall call) {
        JsonNode body = call.json();
        if (!body.isArray()) {
            throw RucioRefusal.typeError("body must be a json list");
        }
        transaction.executeWithoutResult(
                status -> body.forEach(one -> create(call.caller(), UncheckedDid.of(one), one)));
        return Reply.created();
    }

    @GetMapping("/{scope}/{name}")
    ResponseEntity<byte[]> one(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        KnownDid known = dids.get(new UncheckedDid(scope, name));
        Map<String, Object> body = known.record();
        boolean dynamic = call.has("dynamic") || call.has("dynamic_depth");
        if (dynamic && known.type() != DidType.FILE) {
            // Summed in SQL on the real server, hence floats there and here.
            List<Double> sizes;
            try (Stream<Map<String, Object>> files = contents.files(known.did())) {
                sizes = files.map(file -> file.get("bytes") instanceof Long bytes ? (double) bytes : 0)
                        .toList();
            }
            body.put("length", sizes.size());
            // A sum over nothing is not summed in SQL: it stays a whole number.
            Object bytes = sizes.stream().mapToDouble(Double::doubleValue).sum();
            body.put("bytes", sizes.isEmpty() ? Integer.valueOf(0) : bytes);
        }
        return Reply.json(body);
    }

    @GetMapping("/{scope}/{name}/dids")
    void children(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        UncheckedDid did = dids.get(new UncheckedDid(scope, name)).did();
        call.stream(out -> {
            try (Stream<Map<String, Object>> lines = contents.children(did)) {
                lines.forEach(out::line);
            }
        });
    }

    @GetMapping("/{scope}/{name}/files")
    void files(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        UncheckedDid did = dids.get(new UncheckedDid(scope, name)).did();
        call.stream(out -> {
            try (Stream<Map<String, Object>> lines = contents.files(did)) {
                lines.forEach(out::line);
            }
        });
    }

    /** Unknown DIDs are left out without a word. */
    @PostMapping("/bulkfiles")
    void filesOfMany(RucioCall call) {
        List<UncheckedDid> asked = RucioJson.dids(call.object(), "dids");
        call.stream(out -> {
            for (UncheckedDid parent : asked) {
                try (Stream<Map<String, Object>> lines = contents.files(parent)) {
                    lines.forEach(line -> {
                        Map<String, Object> withParent = new LinkedHashMap<>(line);
                        withParent.put("parent_scope", parent.scope());
                        withParent.put("parent_name", parent.name());
                        out.line(withParent);
                    });
                }
            }
        });
    }

    @GetMapping("/{scope}/{name}/parents")
    void parents(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        UncheckedDid did = dids.get(new UncheckedDid(scope, name)).did();
        call.stream(out -> dids.parents(did)
                .forEach(parent -> out.line(Map.of(
                        "scope", parent.did().scope(),
                        "name", parent.did().name(),
                        "type", parent.type().name()))));
    }

    @PostMapping("/{scope}/{name}/dids")
    ResponseEntity<byte[]> attach(
            RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        JsonNode body = call.object();
        try {
            transaction.executeWithoutResult(
                    status -> attach(call.caller(), new UncheckedDid(scope, name), body, Contents.Duplicates.REFUSE));
        } catch (RucioRefusal error) {
            throw schemaErrorAs500(error);
        }
        return Reply.created();
    }

    /** Many parents at once; a bare list is the old form, which never ignores duplicates. */
    @PostMapping("/attachments")
    ResponseEntity<byte[]> attachMany(RucioCall call) {
        JsonNode body = call.json();
        List<JsonNode> attachments = body.isArray() ? listOf(body) : RucioJson.list(body, "attachments");
        Contents.Duplicates duplicates = body.isObject() && RucioJson.flag(body, "ignore_duplicate")
                ? Contents.Duplicates.IGNORE
                : Contents.Duplicates.REFUSE;
        try {
            transaction.executeWithoutResult(
                    status -> attachments.forEach(one -> attach(call.caller(), UncheckedDid.of(one), one, duplicates)));
        } catch (RucioRefusal error) {
            throw error.exceptionClass().equals("FileConsistencyMismatch")
                    ? error.withStatus(412)
                    : schemaErrorAs500(error);
        }
        return Reply.created();
    }

    @DeleteMapping("/{scope}/{name}/dids")
    ResponseEntity<byte[]> detach(
            RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        List<UncheckedDid> children = RucioJson.dids(call.object(), "dids");
        transaction.executeWithoutResult(
                status -> contents.detach(call.caller(), new UncheckedDid(scope, name), children));
        return Reply.ok();
    }

    @PutMapping("/{scope}/{name}/status")
    ResponseEntity<byte[]> setStatus(
            RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        boolean open = RucioJson.requiredFlag(call.object(), "open");
        transaction.executeWithoutResult(status -> dids.setOpen(call.caller(), new UncheckedDid(scope, name), open));
        return Reply.ok();
    }

    private void create(CallerAccount caller, UncheckedDid did, JsonNode body) {
        NameRules.checked(did);
        String type = RucioJson.text(body, "type");
        if (RucioJson.optional(body, "rules").map(rules -> !rules.isEmpty()).orElse(false)) {
            throw RucioRefusal.unsupported("This server makes no rules together with a DID; use POST /rules/");
        }
        dids.create(
                caller,
                new Dids.NewCollection(
                        did,
                        DidType.parse(type)
                                .orElseThrow(() -> RucioRefusal.invalidObject(
                                        String.format(Locale.ROOT, "'%s' is not a DID type", type))),
                        RucioJson.optional(body, "statuses")
                                .map(statuses -> RucioJson.flag(statuses, "monotonic"))
                                .orElse(false),
                        RucioJson.optional(body, "meta")
                                .map(MetaController::values)
                                .orElse(Map.of()),
                        RucioJson.lifetime(body, "lifetime")));
        if (RucioJson.optional(body, "dids").isPresent()) {
            attach(caller, did, body, Contents.Duplicates.REFUSE);
        }
    }

    private void attach(CallerAccount caller, UncheckedDid parent, JsonNode body, Contents.Duplicates duplicates) {
        List<JsonNode> children = RucioJson.list(body, "dids");
        NameRules.requireItems(children.size());
        Optional<String> rse = RucioJson.optionalText(body, "rse");
        if (rse.isPresent()) {
            registration.register(caller, rse.get(), children);
        }
        contents.attach(caller, parent, children, duplicates);
    }

    private static RucioRefusal schemaErrorAs500(RucioRefusal error) {
        return error.exceptionClass().equals("InvalidObject") ? error.withStatus(500) : error;
    }

    private static List<JsonNode> listOf(JsonNode array) {
        List<JsonNode> items = new ArrayList<>(array.size());
        array.forEach(items::add);
        return items;
    }
}
