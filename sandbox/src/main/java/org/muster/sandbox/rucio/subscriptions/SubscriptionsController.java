package org.muster.sandbox.rucio.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions over HTTP. There is no deleting: one is switched off. */
@RestController
@RequestMapping("/rucio/subscriptions")
final class SubscriptionsController {
    private static final List<String> NEEDED =
            List.of("filter", "replication_rules", "comments", "lifetime", "retroactive");

    private final Subscriptions subscriptions;

    SubscriptionsController(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @GetMapping("/")
    void all(RucioCall call) {
        call.stream(out -> subscriptions.all().forEach(out::line));
    }

    @GetMapping("/{account}")
    void ofAccount(RucioCall call, @PathVariable("account") String account) {
        call.stream(out -> subscriptions.of(account).forEach(out::line));
    }

    @GetMapping("/{account}/{name}")
    void one(RucioCall call, @PathVariable("account") String account, @PathVariable("name") String name) {
        List<Map<String, Object>> found = subscriptions.find(account, name);
        if (found.isEmpty()) {
            throw Subscriptions.notFound(account, name);
        }
        call.stream(out -> found.forEach(out::line));
    }

    @GetMapping("/name/{name}")
    void named(RucioCall call, @PathVariable("name") String name) {
        call.stream(out -> subscriptions.named(name).forEach(out::line));
    }

    @GetMapping("/id/{id}")
    ResponseEntity<byte[]> withId(RucioCall call, @PathVariable("id") String id) {
        return Reply.json(subscriptions.withId(id));
    }

    /** What came of it: for each subscription and state the number of rules, as arrays. */
    @GetMapping({"/{account}/rules/states", "/{account}/{name}/rules/states"})
    void states(RucioCall call, @PathVariable("account") String account, @PathVariable("name") Optional<String> name) {
        call.stream(out -> subscriptions.states(account, name, out::line));
    }

    /** Answers with the bare id, which is no JSON. */
    @PostMapping("/{account}/{name}")
    ResponseEntity<byte[]> add(
            RucioCall call, @PathVariable("account") String account, @PathVariable("name") String name) {
        call.requirePrivilege("add subscription");
        JsonNode options = RucioJson.required(call.object(), "options");
        for (String key : NEEDED) {
            if (!options.has(key)) {
                throw RucioRefusal.keyError(key);
            }
        }
        return Reply.text(201, subscriptions.add(account, name, SubscriptionTerms.of(options)));
    }

    @PutMapping("/{account}/{name}")
    ResponseEntity<byte[]> change(
            RucioCall call, @PathVariable("account") String account, @PathVariable("name") String name) {
        call.requirePrivilege("update subscription");
        subscriptions.change(account, name, SubscriptionTerms.of(RucioJson.required(call.object(), "options")));
        return Reply.created();
    }
}
