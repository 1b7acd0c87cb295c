package org.muster.sandbox.rucio.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.muster.sandbox.rucio.http.NameRules;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replicas over HTTP. */
@RestController
@RequestMapping("/rucio/replicas")
final class ReplicasController {

    private final Replicas replicas;
    private final RegisterReplicas registration;
    private final TransactionTemplate transaction;

    ReplicasController(Replicas replicas, RegisterReplicas registration, TransactionTemplate transaction) {
        this.replicas = replicas;
        this.registration = registration;
        this.transaction = transaction;
    }

    @PostMapping({"/list", "/list/"})
    void list(RucioCall call) {
        if (call.has("limit")) {
            throw new IllegalStateException("'<=' not supported between instances of 'str' and 'int'");
        }
        JsonNode body = call.object();
        if (call.asksFor(Metalink.CONTENT_TYPE)) {
            Listing listing = Listing.inEveryScheme(body);
            boolean withParents = RucioJson.flag(body, "resolve_parents");
            call.write(Metalink.CONTENT_TYPE, out -> {
                Metalink metalink = new Metalink(out, did -> withParents ? replicas.collectionsOf(did) : List.of());
                replicas.list(listing, metalink::file);
                metalink.end();
            });
            return;
        }
        Listing listing = Listing.of(body);
        call.stream(out -> replicas.list(listing, out::line));
    }

    @GetMapping("/{scope}/{name}")
    void ofOne(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        call.stream(out -> replicas.list(Listing.of(new UncheckedDid(scope, name)), out::line));
    }

    @GetMapping("/{scope}/{name}/datasets")
    void perRse(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        call.stream(out -> replicas.perRse(new UncheckedDid(scope, name)).forEach(out::line));
    }

    @PostMapping("/datasets_bulk")
    void perRseOfMany(RucioCall call) {
        List<UncheckedDid> dids = RucioJson.dids(call.object(), "dids");
        call.stream(out -> dids.forEach(did -> replicas.perRse(did).forEach(out::line)));
    }

    @PostMapping({"", "/"})
    ResponseEntity<byte[]> register(RucioCall call) {
        JsonNode body = call.object();
        String rse = RucioJson.text(body, "rse");
        List<JsonNode> files = RucioJson.list(body, "files");
        RegisterReplicas.BlockedRse blocked = RucioJson.flag(body, "ignore_availability")
                ? RegisterReplicas.BlockedRse.WRITE_ANYWAY
                : RegisterReplicas.BlockedRse.REFUSE;
        try {
            transaction.executeWithoutResult(status -> registration.register(call.caller(), rse, files, blocked));
        } catch (RucioRefusal error) {
            throw schemaErrorAs500(error);
        }
        return Reply.created();
    }

    @PutMapping({"", "/"})
    ResponseEntity<byte[]> setStates(RucioCall call) {
        JsonNode body = call.object();
        String rse = RucioJson.text(body, "rse");
        List<JsonNode> files = RucioJson.list(body, "files");
        NameRules.requireItems(files.size());
        call.requirePrivilege("update file replicas state on " + rse);
        transaction.executeWithoutResult(status -> files.forEach(file -> replicas.setState(
                rse,
                UncheckedDid.of(file),
                ReplicaState.ofLetter(RucioJson.text(file, "state").toUpperCase(Locale.ROOT)))));
        return Reply.ok();
    }

    private static RucioRefusal schemaErrorAs500(RucioRefusal error) {
        return error.exceptionClass().equals("InvalidObject") ? error.withStatus(500) : error;
    }
}
