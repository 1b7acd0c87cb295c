package org.muster.sandbox.rucio.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.http.NameRules;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
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

    /** So many does Rucio's own command line send at once: unlike elsewhere the schema has no say. */
    private static final int MAX_REPLICAS = 10_000;

    /** Of an address that stands for no replica. */
    private static final UncheckedDid NO_DID = new UncheckedDid("", "");

    /** @param words what the caller called it by */
    private record Named(UncheckedDid did, String rse, String words) {}

    /** By name and RSE, or as PFNs; answers with those that could not be declared, by RSE. Of nothing, anybody may say that it is bad. */
    @PostMapping({"/bad", "/bad/"})
    ResponseEntity<byte[]> declareBad(RucioCall call) {
        JsonNode body = call.object();
        RucioJson.flag(body, "force");
        List<JsonNode> items = items(body, "replicas");
        if (items.isEmpty()) {
            items = items(body, "pfns");
        }
        NameRules.requireItems(items.size(), MAX_REPLICAS);
        List<Named> named = named(items);
        for (String rse : rsesOf(named)) {
            call.requireRoot("declare bad replicas in RSE " + rse);
        }
        Map<String, List<String>> failed = new LinkedHashMap<>();
        transaction.executeWithoutResult(status -> named.forEach(replica -> markBad(replica)
                .ifPresent(why -> failed.computeIfAbsent(replica.rse(), none -> new ArrayList<>())
                        .add(why))));
        return Reply.json(201, failed);
    }

    /** Answers with a list of those that could not be declared. */
    @PostMapping({"/bad/dids", "/bad/dids/"})
    ResponseEntity<byte[]> declareBadOnRse(RucioCall call) {
        JsonNode body = call.object();
        call.requireRoot("declare bad PFN or DIDs");
        String rse = rses.named(RucioJson.text(body, "rse")).name();
        List<JsonNode> items = items(body, "dids");
        NameRules.requireItems(items.size(), MAX_REPLICAS);
        List<Named> named = items.stream()
                .map(UncheckedDid::of)
                .map(did -> new Named(did, rse, did.toString()))
                .toList();
        List<String> failed = transaction.execute(status ->
                named.stream().map(this::markBad).flatMap(Optional::stream).toList());
        return Reply.json(201, failed == null ? List.of() : failed);
    }

    /** For the reaper, as soon as no rule holds them. Who may not is a 500 here, on the real server too. */
    @PostMapping({"/tombstone", "/tombstone/"})
    ResponseEntity<byte[]> tombstone(RucioCall call) {
        List<JsonNode> items = items(call.object(), "replicas");
        NameRules.requireItems(items.size(), MAX_REPLICAS);
        List<Named> named = items.stream().map(ReplicaUpkeep::ofObject).toList();
        if (!rsesOf(named).isEmpty() && !call.caller().privileged()) {
            throw call.denied("set tombstones").withStatus(500);
        }
        transaction.executeWithoutResult(status -> named.forEach(this::tombstone));
        return Reply.created();
    }

    /** Each once, and all of them known. */
    private List<String> rsesOf(List<Named> replicas) {
        List<String> names = replicas.stream().map(Named::rse).distinct().toList();
        names.forEach(rses::named);
        return names;
    }

    private static List<JsonNode> items(JsonNode body, String key) {
        return RucioJson.optional(body, key).isPresent() ? RucioJson.list(body, key) : List.of();
    }

    /** All of one kind; addresses on no known storage spoil all of them. */
    private List<Named> named(List<JsonNode> items) {
        long addresses = items.stream().filter(JsonNode::isTextual).count();
        if (addresses == 0) {
            return items.stream().map(ReplicaUpkeep::ofObject).toList();
        }
        if (addresses < items.size()) {
            throw new RucioRefusal(
                    400,
                    "InvalidType",
                    "The replicas must be specified either as a list of PFNs (strings) or list of dicts");
        }
        return items.stream().map(item -> ofAddress(item.textValue())).toList();
    }

    private Named ofAddress(String pfn) {
        Optional<Pfns.Found> found = pfns.find(pfn);
        return found.map(replica -> new Named(replica.did(), replica.rse(), pfn))
                .or(() -> pfns.rseOf(pfn).map(rse -> new Named(NO_DID, rse, pfn)))
                .orElseThrow(() -> new RucioRefusal(404, "ReplicaNotFound", "Not all replicas found"));
    }

    private static Named ofObject(JsonNode item) {
        if (!item.hasNonNull("scope") || !item.hasNonNull("name") || !item.hasNonNull("rse")) {
            throw new RucioRefusal(
                    400, "InvalidType", "The replica dictionary must include scope and either rse (name) or rse_id");
        }
        UncheckedDid did = UncheckedDid.of(item);
        return new Named(did, RucioJson.text(item, "rse"), did.toString());
    }

    /** Every dataset that has a file there. */
    @GetMapping({"/rse/{rse}", "/rse/{rse}/"})
    void datasetsAt(RucioCall call, @PathVariable("rse") String rse) {
        rses.named(rse);
        List<UncheckedDid> datasets = jdbc.sql("""
                        select distinct c.scope, c.name from rucio_replicas r
                        join rucio_contents c on c.child_scope = r.scope and c.child_name = r.name
                        where r.rse = :rse order by c.scope, c.name
                        """)
                .param("rse", rse)
                .query((row, number) -> new UncheckedDid(row.getString(1), row.getString(2)))
                .list();
        call.stream(out -> datasets.forEach(dataset -> replicas.perRse(dataset).stream()
                .filter(line -> rse.equals(line.get("rse")))
                .forEach(out::line)));
    }

    /** What keeps it from being declared, if anything does. */
    private Optional<String> markBad(Named replica) {
        Optional<ReplicaState> before = replicas.state(replica.rse(), replica.did());
        if (before.isEmpty()) {
            return Optional.of(replica.words() + " Unknown replica");
        }
        if (before.get() == ReplicaState.BAD) {
            return Optional.of(replica.words() + " Already declared");
        }
        replicas.setState(replica.rse(), replica.did(), ReplicaState.BAD);
        return Optional.empty();
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
        String name = String.format(Locale.ROOT, "Replica %s on RSE %s", replica.did(), replica.rse());
        throw replicas.state(replica.rse(), replica.did()).isPresent()
                ? new RucioRefusal(423, "ReplicaIsLocked", name + " is locked.")
                : new RucioRefusal(404, "ReplicaNotFound", name + " could not be found.");
    }
}
