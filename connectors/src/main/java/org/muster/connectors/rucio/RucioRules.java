package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.data.Did;

/** Promises about replicas and their life. */
public final class RucioRules {
    /** In one call: a thousand take Rucio most of a minute, in a single transaction. */
    static final int MAX_DIDS = 50;

    private final RucioHttp http;

    RucioRules(RucioHttp http) {
        this.http = http;
    }

    /** The id of the rule, new or of an earlier try. */
    public String add(Did did, RuleTerms terms) {
        try {
            return ask(List.of(did), terms).path(0).asText();
        } catch (RucioRefused e) {
            if (e.error() != RucioError.DUPLICATE_RULE) {
                throw e;
            }
            // The refusal does not name the rule that is in the way.
            return of(did).stream()
                    .filter(known -> known.answers(terms))
                    .findFirst()
                    .map(Rule::id)
                    .orElseThrow(() -> e);
        }
    }

    /** The same for many, in few calls. */
    public Map<Did, String> add(Collection<Did> dids, RuleTerms terms) {
        Map<Did, String> ids = new LinkedHashMap<>();
        for (List<Did> chunk : Chunks.of(List.copyOf(dids), MAX_DIDS)) {
            try {
                JsonNode made = ask(chunk, terms);
                for (int i = 0; i < chunk.size(); i++) {
                    ids.put(chunk.get(i), made.path(i).asText());
                }
            } catch (RucioRefused e) {
                if (e.error() != RucioError.DUPLICATE_RULE || chunk.size() == 1) {
                    throw e;
                }
                // One that is there already undoes the whole call.
                chunk.forEach(did -> ids.put(did, add(did, terms)));
            }
        }
        return ids;
    }

    private JsonNode ask(List<Did> dids, RuleTerms terms) {
        Map<String, Object> body = new LinkedHashMap<>(terms.body());
        body.put("dids", dids.stream().map(RucioHttp::item).toList());
        return http.post("/rules/", body);
    }

    /** Rules on exactly this file, dataset or container. */
    public List<Rule> of(Did did) {
        return http.list("GET", RucioHttp.path(did) + "/rules", "").stream()
                .map(RucioRecords::rule)
                .toList();
    }

    public Optional<Rule> find(String id) {
        try {
            return Optional.of(RucioRecords.rule(http.json(path(id))));
        } catch (RucioRefused e) {
            if (e.error() == RucioError.RULE_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What a rule does for each file. */
    public List<RuleLock> locks(String id) {
        return http.list("GET", path(id) + "/locks", "").stream()
                .map(RucioRecords::lock)
                .toList();
    }

    /** Lets a rule live so long from now on; zero for no end. */
    public void prolong(String id, Duration lifetime) {
        update(id, Collections.singletonMap("lifetime", lifetime.isZero() ? null : lifetime.toSeconds()));
    }

    /** Ends a rule now; deleting it would only end it in an hour. One that is gone is ended. */
    public void end(String id) {
        ignoringGone(() -> update(id, Map.of("lifetime", 0)));
    }

    /** The same, and nothing is left behind as a cache copy. */
    public void endAndPurge(String id) {
        ignoringGone(() -> update(id, Map.of("lifetime", 0, "purge_replicas", true)));
    }

    /** Lets a rule go in an hour. */
    public void delete(String id) {
        ignoringGone(() -> http.delete(path(id), Map.of()));
    }

    /** Keeps the data where they are until they are elsewhere too. The answer is the new rule's id. */
    public String move(String id, String rseExpression) {
        try {
            return http.post(path(id) + "/move", Map.of("rse_expression", rseExpression))
                    .asText();
        } catch (RucioRefused e) {
            // An earlier try whose answer was lost: a rule is moved once.
            return find(id).map(Rule::child).filter(child -> !child.isEmpty()).orElseThrow(() -> e);
        }
    }

    private void update(String id, Map<String, ? extends @Nullable Object> options) {
        http.put(path(id), Map.of("options", options));
    }

    private static void ignoringGone(Runnable change) {
        try {
            change.run();
        } catch (RucioRefused e) {
            if (e.error() != RucioError.RULE_NOT_FOUND) {
                throw e;
            }
        }
    }

    private static String path(String id) {
        return "/rules/" + RucioHttp.escape(id);
    }
}
