package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.exceptionClass;
import static org.muster.sandbox.RunningSandbox.json;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;
import org.muster.testkit.fuzz.Oddities;

/** Whatever an administrator sends: an answer in Rucio's form, never a stumble, and afterwards everything works as before. */
class UpkeepOdditiesTest {

    /** Calls as they are right, but for the parts in braces, each of which is a name. */
    private static final List<String> CALLS = List.of(
            "POST /accounts/{} {'type':'USER','email':'x'}",
            "PUT /accounts/{} {'email':'x','account_type':'USER'}",
            "POST /accounts/{}/attr/{} {'value':'x'}",
            "DELETE /accounts/{}/attr/{} {}",
            "POST /accounts/{}/limits/local/{} {'bytes':10}",
            "DELETE /accounts/{}/limits/local/{} {}",
            "GET /accounts/{}/limits/local/{}",
            "GET /accounts/{}/identities",
            "POST /accounts/{}/scopes/{} {}",
            "PUT /scopes/{}/{} {}",
            "POST /rses/{} {'deterministic':true,'rse_type':'DISK','volatile':false,'availability_read':true}",
            "PUT /rses/{} {'availability_read':true}",
            "POST /rses/{}/attr/{} {'value':'x'}",
            "DELETE /rses/{}/attr/{} {}",
            "POST /rses/{}/protocols/{} {'hostname':'h','port':1,'prefix':'/','impl':'i','domains':{'wan':{'read':1}}}",
            "GET /rses/{}/protocols/{}",
            "DELETE /rses/{}/protocols/{}/{}/{} {}",
            "POST /rses/{}/distances/{} {'distance':1}",
            "PUT /rses/{}/distances/{} {'distance':1}",
            "DELETE /rses/{}/distances/{} {}",
            "PUT /rses/{}/limits {'name':'MinFreeSpace','value':1}",
            "DELETE /rses/{}/limits {'name':'MinFreeSpace'}",
            "PUT /rses/{}/usage {'source':'probe','used':1,'free':2,'files':3}",
            "POST /replicas/bad {'replicas':[{'scope':'usertests','name':'odd','rse':'UK_NORTH_DISK'}],'reason':'x'}",
            "POST /replicas/bad {'pfns':['http://x/y'],'reason':'x'}",
            "POST /replicas/bad/dids {'rse':'UK_NORTH_DISK','dids':[{'scope':'usertests','name':'odd'}],'reason':'x'}",
            "POST /replicas/tombstone {'replicas':[{'scope':'usertests','name':'odd','rse':'UK_NORTH_DISK'}]}",
            "GET /replicas/rse/{}",
            "GET /rules/{}/{}/history",
            "GET /rules/00000000000000000000000000000000/analysis",
            "POST /rules/00000000000000000000000000000000/move {'rse_expression':'X','override':{'lifetime':1}}",
            "POST /rules/00000000000000000000000000000000/reduce {'copies':1,'exclude_expression':'X'}",
            "GET /subscriptions/{}/{}/rules");

    /** A name that is there mostly leads further than one that is not. */
    private static final List<String> NAMES =
            List.of("muster", "justinreadonly", "FR_WEST_DISK", "UK_SOUTH_DISK", "1", "usertests");

    private final RunningSandbox sandbox = RunningSandbox.ofItsOwn();
    private final Oddities oddities = new Oddities(Oddities.SEED);

    @Test
    void areAnsweredAndHarmNobody() {
        List<String> stumbles = new ArrayList<>();
        try (RunningSandbox own = sandbox) {
            for (int i = 0; i < Oddities.INPUTS; i++) {
                String[] call = oddities.one(CALLS).split(" ", 3);
                String path = path(call[1]);
                String body = call.length < 3 ? "" : body(call[2]);
                HttpResponse<String> answer = own.rucioAs("root", call[0], path, body);
                if (!isProper(answer)) {
                    stumbles.add(String.format(
                            Locale.ROOT,
                            "%s %s %s: %d %s",
                            call[0],
                            path,
                            cut(body),
                            answer.statusCode(),
                            cut(answer.body())));
                }
            }
            for (String read : List.of("/rses/", "/accounts/", "/rses/?expression=*", "/accounts/muster/usage/local")) {
                assertThat(own.rucio("GET", read, "").statusCode()).as(read).isEqualTo(200);
            }
        }
        assertThat(stumbles.stream().limit(20).toList())
                .as("%d stumbles", stumbles.size())
                .isEmpty();
    }

    private String path(String pattern) {
        StringBuilder path = new StringBuilder();
        for (String part : pattern.split("(?<=\\{})", -1)) {
            String name = oddities.once(3) ? oddities.text() : oddities.one(NAMES);
            path.append(part.replace(
                    "{}", URLEncoder.encode(cut(name), StandardCharsets.UTF_8).replace("+", "%20")));
        }
        return path.toString();
    }

    private String body(String right) {
        return oddities.once(10)
                ? oddities.noDocument()
                : oddities.changed(RunningSandbox.parse(right.replace('\'', '"')));
    }

    /** The servlet container has its own words for addresses that are none, before anybody's code sees them. */
    private static boolean isProper(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status < 400) {
            return true;
        }
        if (Set.of(400, 404, 405).contains(status) && exceptionClass(answer).equals("none")) {
            return true;
        }
        return status < 500
                && json(answer).path("ExceptionClass").asText().equals(exceptionClass(answer))
                && !json(answer).path("ExceptionMessage").asText().isEmpty();
    }

    private static String cut(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400);
    }
}
