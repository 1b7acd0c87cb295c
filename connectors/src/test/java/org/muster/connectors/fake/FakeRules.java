package org.muster.connectors.fake;

import static org.muster.connectors.fake.RucioReplies.did;
import static org.muster.connectors.fake.RucioReplies.error;
import static org.muster.connectors.fake.RucioReplies.lines;
import static org.muster.connectors.fake.RucioReplies.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;

/** Rules, all of them kept at once and made at the same moment. */
public final class FakeRules {
    private static final Instant MADE = Instant.parse("2026-11-22T20:01:00Z");
    private static final DateTimeFormatter DATES = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private int made;
    private final FakeDids dids;
    private final FakeRses rses;

    FakeRules(FakeDids dids, FakeRses rses) {
        this.dids = dids;
        this.rses = rses;
    }

    /** @param lifetime in seconds; empty for no end */
    private record Rule(
            String id,
            String did,
            String account,
            int copies,
            String expression,
            Optional<Long> lifetime,
            Optional<String> error) {
        Rule living(Optional<Long> seconds) {
            return new Rule(id, did, account, copies, expression, seconds, error);
        }

        Rule stuck(String why) {
            return new Rule(id, did, account, copies, expression, lifetime, Optional.of(why));
        }
    }

    void change(String did, String expression, Change change) {
        rules.values()
                .removeIf(rule -> rule.did.equals(did) && rule.expression.equals(expression) && change == Change.GONE);
        rules.replaceAll((id, rule) -> !rule.did.equals(did) || !rule.expression.equals(expression)
                ? rule
                : switch (change) {
                    case GONE, ENDING -> rule.living(Optional.of(0L));
                    case STUCK -> rule.stuck("MissingSourceReplica");
                });
    }

    /** What happens to a rule behind everybody's back. */
    public enum Change {
        GONE,
        /** Its lifetime is over, and nobody has cleaned up yet. */
        ENDING,
        STUCK
    }

    /** A list tells the bytes of each rule's DID; a rule asked for alone does not. */
    Reply on(Set<String> any) {
        return lines(rules.values().stream()
                .filter(rule -> any.contains(rule.did))
                .map(rule -> {
                    Map<String, Object> line = describe(rule);
                    line.put("bytes", dids.get(rule.did).open ? null : dids.bytesOf(rule.did));
                    return line;
                })
                .toList());
    }

    /** Whoever was first. */
    String picture() {
        return rules.values().stream()
                .map(rule -> rule.did + " on " + rule.expression + "\n")
                .sorted()
                .collect(Collectors.joining());
    }

    Reply reply(Request request) {
        String id = request.path().get(1);
        if (id.isEmpty()) {
            return addRules(request.json());
        }
        Rule rule = rules.get(id);
        if (rule == null) {
            return error(404, "RuleNotFound", "No rule with the id " + id + " found");
        }
        if (request.method().equals("PUT")) {
            JsonNode lifetime = request.json().path("options").path("lifetime");
            if (lifetime.isNumber() && lifetime.asLong() == 0) {
                rules.remove(id);
            } else {
                rules.put(id, rule.living(seconds(lifetime)));
            }
            return Reply.of(200, "");
        }
        return Reply.json(describe(rule));
    }

    /** One for each DID, or none. */
    private Reply addRules(JsonNode body) {
        List<Rule> added = new ArrayList<>();
        for (JsonNode item : body.path("dids")) {
            Rule rule = new Rule(
                    "%032x".formatted(++made),
                    did(item),
                    body.path("account").asText(),
                    body.path("copies").asInt(),
                    body.path("rse_expression").asText(),
                    seconds(body.path("lifetime")),
                    Optional.empty());
            Optional<Reply> refusal = refusal(rule);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            added.add(rule);
        }
        added.forEach(rule -> rules.put(rule.id, rule));
        return new Reply(
                201, "text/html", Reply.write(added.stream().map(Rule::id).toList()), Map.of());
    }

    private Optional<Reply> refusal(Rule rule) {
        if (!rule.account.equals("muster")) {
            return Optional.of(error(500, "AccountNotFound", "Account " + rule.account + " does not exist"));
        }
        if (!dids.has(rule.did)) {
            return Optional.of(error(404, "DataIdentifierNotFound", "Data identifier not found"));
        }
        if (rses.resolve(rule.expression).isEmpty()) {
            return Optional.of(error(409, "InvalidRSEExpression", "RSE Expression resulted in an empty set."));
        }
        return rules.values().stream()
                        .anyMatch(known -> known.did.equals(rule.did)
                                && known.expression.equals(rule.expression)
                                && known.copies == rule.copies)
                ? Optional.of(error(
                        409, "DuplicateRule", "A duplicate rule for this account, did, rse_expression, copies exists"))
                : Optional.empty();
    }

    private static Optional<Long> seconds(JsonNode lifetime) {
        return lifetime.isNumber() ? Optional.of(lifetime.asLong()) : Optional.empty();
    }

    private Map<String, Object> describe(Rule rule) {
        Map<String, Object> line = named(rule.did);
        line.putAll(Map.of(
                "id",
                rule.id,
                "account",
                rule.account,
                "copies",
                rule.copies,
                "rse_expression",
                rule.expression,
                "state",
                rule.error.isPresent() ? "STUCK" : "OK",
                "locks_ok_cnt",
                dids.filesOf(rule.did).size() * rule.copies,
                "created_at",
                DATES.format(MADE)));
        rule.error.ifPresent(error -> line.put("error", error));
        rule.lifetime.ifPresent(seconds -> line.put("expires_at", DATES.format(MADE.plusSeconds(seconds))));
        return line;
    }
}
