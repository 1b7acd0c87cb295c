package org.muster.connectors.rucio;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.connectors.transport.Target;
import org.muster.domain.data.Did;

/** Promises about replicas and their life. */
public final class RucioRules {
    private final RucioHttp http;

    RucioRules(RucioHttp http) {
        this.http = http;
    }

    /** One rule for each in one request, which Rucio refuses as a whole, also if a rule of these terms is there already. */
    public void addAll(Collection<Did> dids, RuleTerms terms) {
        Map<String, Object> body = new LinkedHashMap<>(terms.body());
        body.put("dids", dids.stream().map(RucioHttp::item).toList());
        http.post(Target.of("/rules/"), body);
    }

    /** The id of the rule, new or of an earlier try. */
    public String add(Did did, RuleTerms terms) {
        try {
            Map<String, Object> body = new LinkedHashMap<>(terms.body());
            body.put("dids", List.of(RucioHttp.item(did)));
            return http.post(Target.of("/rules/"), body).path(0).asText();
        } catch (RucioRefused e) {
            if (e.error() != RucioError.DUPLICATE_RULE) {
                throw e;
            }
            // The refusal does not name the rule that is in the way.
            return of(did).stream()
                    .filter(known -> known.answers(terms))
                    .findFirst()
                    .map(ReplicationRule::id)
                    .orElseThrow(() -> e);
        }
    }

    /** Rules on exactly this file, dataset or container. */
    public List<ReplicationRule> of(Did did) {
        return http.list("GET", RucioHttp.of(did, "/rules"), "").stream()
                .map(RucioRecords::rule)
                .toList();
    }

    /** Lets a rule live so long from now on; zero for no end. */
    public void prolong(String id, Optional<Duration> lifetime) {
        http.put(
                Target.of("/rules/{rule}", id),
                Map.of(
                        "options",
                        Collections.singletonMap(
                                "lifetime", lifetime.map(Duration::toSeconds).orElse(null))));
    }
}
