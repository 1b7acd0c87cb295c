package org.muster.webapp.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.testkit.fuzz.NastyTexts;
import org.springframework.beans.factory.annotation.Autowired;

/** What stands behind the question mark of any address is a line of text, or refused in words. */
@RunningWebapp
class QueriesTest {
    private static final List<String> LISTS = List.of(
            "/api/campaigns", "/api/workflows", "/api/jobs", "/api/events", "/api/proposals", "/api/proposals/lines");
    private static final List<String> PAGES = List.of(
            "/dashboard",
            "/dashboard/campaigns",
            "/dashboard/workflows",
            "/dashboard/jobs",
            "/dashboard/files",
            "/dashboard/proposals");
    private static final List<String> PARAMETERS = List.of(
            "owner", "requester", "state", "status", "site", "did", "after", "limit", "format", "workflow", "x");

    private final Door door;

    @Autowired
    QueriesTest(Door door) {
        this.door = door;
    }

    /** What no line has; half a pair cannot be written in an address. */
    private static Map<String, String> noLines() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : List.of("NUL", "turned round", "two lines", "escape sequence", "bell", "next line")) {
            texts.put(name, encoded(NastyTexts.shortOnes().getOrDefault(name, "")));
        }
        texts.put("ten thousand", "x".repeat(10_000));
        return texts;
    }

    @Test
    void programsAreToldWhichParameterIsNoText() {
        for (String list : LISTS) {
            for (String parameter : PARAMETERS) {
                noLines().forEach((name, text) -> {
                    Door.Answer answer = door.get(list + "?" + parameter + "=" + text, "sam");
                    String what = list + " " + parameter + " " + name + ": " + answer.body();
                    assertThat(answer.status()).as(what).isEqualTo(400);
                    assertThat(answer.contentType()).as(what).isEqualTo("application/problem+json");
                    assertThat(answer.body()).as(what).contains(parameter);
                });
            }
        }
    }

    @Test
    void peopleAreToldOnAPage() {
        DeviceLogin sam = new DeviceLogin(door.address());
        sam.signIn("sam");
        for (String page : PAGES) {
            for (String parameter : PARAMETERS) {
                noLines().forEach((name, text) -> {
                    HttpResponse<String> answer = sam.get(page + "?" + parameter + "=" + text);
                    String what = page + " " + parameter + " " + name;
                    assertThat(answer.statusCode()).as(what).isEqualTo(400);
                    assertThat(answer.body())
                            .as(what)
                            .contains("cannot be understood")
                            .doesNotContain("org.muster");
                });
            }
        }
    }

    @Test
    void whatIsTextIsNeverAFaultAndNeverRunsOnAPage() {
        DeviceLogin sam = new DeviceLogin(door.address());
        sam.signIn("sam");
        List<String> faults = new ArrayList<>();
        for (String parameter : List.of("owner", "state", "did", "after")) {
            NastyTexts.shortOnes().forEach((name, text) -> {
                for (String list : LISTS) {
                    Door.Answer answer = door.get(list + "?" + parameter + "=" + encoded(text), "sam");
                    if (answer.status() >= 500 || answer.body().contains("org.muster")) {
                        faults.add(list + " " + parameter + " " + name + " -> " + answer);
                    }
                }
                for (String page : PAGES) {
                    HttpResponse<String> answer = sam.get(page + "?" + parameter + "=" + encoded(text));
                    if (answer.statusCode() >= 500
                            || answer.body().contains(NastyTexts.SCRIPT)
                            || answer.body().contains("org.muster")) {
                        faults.add(page + " " + parameter + " " + name + " -> " + answer.statusCode());
                    }
                }
            });
        }
        assertThat(faults).isEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
