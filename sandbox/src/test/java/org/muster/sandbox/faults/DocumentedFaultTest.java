package org.muster.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** The call that the documentation shows is one that the sandbox takes. */
class DocumentedFaultTest {

    private static final Path PAGE = Path.of("../docs/operating/degradation.md");
    private static final Pattern CURL =
            Pattern.compile("curl -H \"Authorization: Bearer \\$TOKEN\" -H '([^:']*): ([^']*)' \\\\\\s+"
                    + "-d '([^']*)' http://[^/]*(/\\S*)");
    private static final RunningSandbox SANDBOX = RunningSandbox.ofItsOwn();

    @Test
    void isTaken() throws IOException {
        try (SANDBOX) {
            Matcher curl = CURL.matcher(Files.readString(PAGE));
            assertThat(curl.find()).isTrue();
            String token = "Bearer " + SANDBOX.issuer().token("ada", "profile", "camunda-admin");

            assertThat(SANDBOX.send(
                                    "POST",
                                    curl.group(4),
                                    curl.group(3),
                                    "Authorization",
                                    token,
                                    curl.group(1),
                                    curl.group(2))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
