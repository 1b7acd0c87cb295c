package org.muster.sandbox.metacat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.sandbox.RunningSandbox;

/** The class and the words of refusals that a query earns while it is built and before its answer begins. */
class MqlRefusalsTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    @BeforeAll
    static void keepABrokenQuery() {
        String token = SANDBOX.send("POST", "/metacat/auth?method=ldap", "muster:" + RunningSandbox.MUSTER_PASSWORD)
                .headers()
                .firstValue("X-Authentication-Token")
                .orElse("");
        String body = "{\"namespace\":\"usertests\",\"name\":\"broken\",\"source\":\"files where\\ncore.x = = 5\"}";
        assertThat(SANDBOX.send(
                                "POST",
                                "/metacat/data/create_named_query?update=yes",
                                body,
                                "X-Authentication-Token",
                                token)
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> refused(String mql) {
        HttpResponse<String> answer = SANDBOX.send("POST", "/metacat/data/query", mql);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return answer;
    }

    @Test
    void aNamedQueryThatIsNotThereIsAMistakeOfSyntax() {
        String start = "MQLSyntaxError: Error trying to process rule \"named_query\":\n\nNamed query ";
        assertThat(refused("files selected by usertests:no-such").body())
                .isEqualTo(start + "usertests:no-such not found");
        assertThat(refused("files selected by no-such").body()).isEqualTo(start + "None:no-such not found");
    }

    @Test
    void aBrokenNamedQueryIsToldByItsOwnPlace() {
        assertThat(refused("files selected by usertests:broken").body())
                .startsWith("MQLSyntaxError: Error trying to process rule \"named_query\":\n\nMQL syntax Error: "
                        + "No terminal matches '=' in the current parser context, at line 2 col 10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "stride(3) | Stride.filter() missing 1 required positional argument: 'remainder'",
                "hash() | Hash.filter() missing 2 required positional arguments: 'modulo' and 'remainder'",
                "sample(seed=1) | Sample.filter() missing 1 required positional argument: 'fraction'",
                "stride(3,1,2) | Stride.filter() takes 4 positional arguments but 5 were given",
                "randomize(1,2,3) | Randomize.filter() takes from 2 to 4 positional arguments but 5 were given",
                "stride(3,modulo=2) | Stride.filter() got multiple values for argument 'modulo'",
                "every_nth(3) | 'every_nth'",
            })
    void aFilterIsRefusedForItsArgumentsWhenItIsRun(String filter, String words) {
        assertThat(refused("filter " + filter + "(files)").body()).isEqualTo("MQLExecutionError: " + words);
    }
}
