package org.muster.sandbox.rucio.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.http.Did;
import org.muster.sandbox.rucio.http.Names;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioError;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.rses.Rses;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lost and unwanted replicas, and what datasets an RSE holds. */
@RestController
@RequestMapping("/rucio/replicas")
final class ReplicaUpkeep {

    private final Replicas replicas;
    private final Pfns pfns;
    private final Rses rses;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ReplicaUpkeep(Replicas replicas, Pfns pfns, Rses rses, JdbcClient jdbc, TransactionTemplate transaction) {
        this.replicas = replicas;
        this.pfns = pfns;
        this.rses = rses;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private record Named(Did did, String rse) {}

    /** By name and RSE, or as PFNs; answers with those that could not be declared, by RSE. */
    @PostMapping({"/bad", "/bad/"})
    ResponseEntity<byte[]> declareBad(RucioCall call) {
        call.requireRoot("declare bad replicas");
        JsonNode body = call.object();
        List<JsonNode> items = RucioJson.list(body, body.has("replicas") ? "replicas" : "pfns");
        Names.requireItems(items.size());
        Map<String, List<String>> failed = new LinkedHashMap<>();
        transaction.executeWithoutResult(status -> {
            for (JsonNode item : items) {
                if (!item.isTextual()) {
                    markBad(new Named(Did.of(item), RucioJson.text(item, "rse")), failed);
                    continue;
                }
                Optional<Pfns.Found> found = pfns.find(item.textValue());
                if (found.isPresent()) {
                    markBad(new Named(found.get().did(), found.get().rse()), failed);
                } else {
                    tell(failed, "", item.textValue() + " Unknown replica");
                }
            }
        });
        return Reply.json(201, failed);
    }

    @PostMapping({"/bad/dids", "/bad/dids/"})
    ResponseEntity<byte[]> declareBadOnRse(RucioCall call) {
        call.requireRoot("declare bad replicas");
        JsonNode body = call.object();
        String rse = RucioJson.text(body, "rse");
        rses.named(rse);
        List<Did> asked = RucioJson.dids(body, "dids");
        Map<String, List<String>> failed = new LinkedHashMap<>();
        transaction.executeWithoutResult(status -> asked.forEach(did -> markBad(new Named(did, rse), failed)));
        return Reply.json(201, failed);
    }

    /** For the reaper, as soon as no rule holds them. */
    @PostMapping({"/tombstone", "/tombstone/"})
    ResponseEntity<byte[]> tombstone(RucioCall call) {
        call.requirePrivilege("set tombstones");
        List<JsonNode> items = RucioJson.list(call.object(), "replicas");
        Names.requireItems(items.size());
        transaction.executeWithoutResult(status ->
                items.forEach(item -> tombstone(new Named(Did.of(item), RucioJson.text(item, "rse")))));
        return Reply.created();
    }

    /** Every dataset that has a file there. */
    @GetMapping({"/rse/{rse}", "/rse/{rse}/"})
    void datasetsAt(RucioCall call, @PathVariable("rse") String rse) {
        rses.named(rse);
        List<Did> datasets = jdbc.sql("""
                        select distinct c.scope, c.name from rucio_replicas r
                        join rucio_contents c on c.child_scope = r.scope and c.child_name = r.name
                        where r.rse = :rse order by c.scope, c.name
                        """)
                .param("rse", rse)
                .query((row, number) -> new Did(row.getString(1), row.getString(2)))
                .list();
        call.stream(out -> datasets.forEach(dataset -> replicas.perRse(dataset).stream()
                .filter(line -> rse.equals(line.get("rse")))
                .forEach(out::line)));
    }

    private void markBad(Named replica, Map<String, List<String>> failed) {
        try {
            replicas.setState(replica.rse(), replica.did(), ReplicaState.BAD);
        } catch (RucioError unknown) {
            tell(failed, replica.rse(), replica.did() + " Unknown replica");
        }
    }

    private static void tell(Map<String, List<String>> failed, String rse, String text) {
        failed.computeIfAbsent(rse, none -> new ArrayList<>()).add(text);
    }

    private void tombstone(Named replica) {
        int marked = jdbc.sql("""
                        update rucio_replicas r set tombstoned_at = now()
                        where scope = :scope and name = :name and rse = :rse
                          and not exists (select from rucio_locks k
                              where k.scope = r.scope and k.name = r.name and k.rse = r.rse)
                        """)
                .param("scope", replica.did().scope())
                .param("name", replica.did().name())
                .param("rse", replica.rse())
                .update();
        if (marked == 1) {
            return;
        }
        boolean known = jdbc.sql(
                        "select exists (select from rucio_replicas where scope = :scope and name = :name and rse = :rse)")
                .param("scope", replica.did().scope())
                .param("name", replica.did().name())
                .param("rse", replica.rse())
                .query(Boolean.class)
                .single();
        String details = String.format(Locale.ROOT, "Replica for %s at %s", replica.did(), replica.rse());
        throw known
                ? new RucioError(423, "ReplicaIsLocked", "Replica is locked.\nDetails: " + details)
                : new RucioError(404, "ReplicaNotFound", "Replica not found.\nDetails: " + details);
    }
}
