package org.muster.sandbox.metacat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** What the corpus leaves open about the filters of queries. */
class MqlFiltersTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    /** Ten files f0 to f9 in "ten", the even ones of them in "even" too. */
    @BeforeAll
    static void declare() {
        for (String dataset : List.of("ten", "even")) {
            call("create_dataset", "{\"namespace\":\"usertests\",\"name\":\"filter-%s\"}".formatted(dataset));
        }
        String files = IntStream.range(0, 10)
                .mapToObj(
                        "{\"did\":\"usertests:filter-f%1$d\",\"fid\":\"filter-f%1$d\",\"size\":1,\"metadata\":{}}"
                                ::formatted)
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(call("declare_files?dataset=usertests:filter-ten", files).statusCode())
                .isEqualTo(200);
        String even = IntStream.iterate(0, i -> i < 10, i -> i + 2)
                .mapToObj("{\"did\":\"usertests:filter-f%d\"}"::formatted)
                .collect(Collectors.joining(",", "{\"file_list\":[", "]}"));
        assertThat(call("add_files?dataset=usertests:filter-even", even).statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> call(String method, String body) {
        String token = SANDBOX.send("POST", "/metacat/auth?method=ldap", "muster:" + RunningSandbox.MUSTER_PASSWORD)
                .headers()
                .firstValue("X-Authentication-Token")
                .orElse("");
        return SANDBOX.send("POST", "/metacat/data/" + method, body, "X-Authentication-Token", token);
    }

    private static List<String> found(String mql) {
        HttpResponse<String> answer = SANDBOX.send("POST", "/metacat/data/query", mql);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningSandbox.lines(answer).stream()
                .map(file -> file.path("name").asText().replace("filter-", ""))
                .toList();
    }

    @Test
    void aMixtureHoldsAFileOnceAndEndsWithTheFirstInputThatDoes() {
        assertThat(found("filter mix(2,1)(files from usertests:filter-ten ordered,"
                        + " files from usertests:filter-even ordered)"))
                .containsExactly("f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9");
        assertThat(found("filter mix(1,1)(fids filter-f1, files from usertests:filter-even ordered)"))
                .containsExactly("f0", "f1", "f2");
    }

    @Test
    void whatFollowsAFilterKeepsItsOrder() {
        String mixture = "filter mix(1,1)(fids filter-f1, files from usertests:filter-even ordered)";
        assertThat(found(mixture + " skip 1 limit 1")).containsExactly("f1");
        assertThat(found("filter stride(2,0)(%s)".formatted(mixture))).containsExactly("f0", "f2");
        assertThat(found("union(%s, fids filter-f0)".formatted(mixture))).containsExactlyInAnyOrder("f0", "f1", "f2");
        List<String> shuffled = found("filter randomize(seed=3)(files from usertests:filter-ten ordered)");
        assertThat(shuffled).hasSize(10).isNotEqualTo(shuffled.stream().sorted().toList());
        assertThat(found("filter randomize(seed=3)(files from usertests:filter-ten ordered) limit 4"))
                .isEqualTo(shuffled.subList(0, 4));
    }

    @Test
    void argumentsByNameMayComeInAnyOrder() {
        assertThat(found("filter stride(remainder=1, modulo=4)(files from usertests:filter-ten ordered)"))
                .containsExactly("f1", "f5", "f9");
    }

    @Test
    void aFilterThatFailsIsToldByTheCountOnly() {
        String mql = "filter stride(0,1)(files from usertests:filter-ten)";
        assertThat(found(mql)).isEmpty();
        assertThat(SANDBOX.send("POST", "/metacat/data/query?summary=count", mql)
                        .statusCode())
                .isEqualTo(500);
        assertThat(SANDBOX.send("POST", "/metacat/data/query", "filter stride(3)(files)")
                        .statusCode())
                .isEqualTo(400);
    }
}
