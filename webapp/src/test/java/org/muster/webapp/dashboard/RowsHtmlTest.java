package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsHtmlTest {
    private static final String NASTY = "<script>alert('\"&\")</script>";

    private static String of(Cell cell) {
        return new RowsHtml(List.of(new PageTable.Heading("a", "A \"<b>\"", false)), "/muster/")
                .body(List.of(List.of(cell)))
                .text();
    }

    @Test
    void nothingThatSomebodyWroteIsMarkup() {
        for (Cell.Look look : Cell.Look.values()) {
            String html = of(new Cell(NASTY, NASTY, NASTY, look));
            assertThat(html)
                    .doesNotContain("<script", "<b>", "\"&\"", "alert('")
                    .contains("&lt;script&gt;alert(&#39;&quot;&amp;&quot;)&lt;/script&gt;")
                    .startsWith("<tr><td class=\"is-" + look + "\" data-label=\"A &quot;&lt;b&gt;&quot;\"");
        }
    }

    @Test
    void everyLookIsDrawnInItsWay() {
        assertThat(of(Cell.state("Sent_on"))).contains("<span class=\"state state-sent-on\">Sent on</span>");
        assertThat(of(Cell.time(Instant.EPOCH))).contains("<time datetime=\"1970-01-01T00:00:00Z\">");
        assertThat(of(Cell.part(1, 4)))
                .contains("data-sort=\"0.25\"", "<progress value=\"0.25\" max=\"1\" aria-label=\"25");
        assertThat(of(Cell.code("é"))).contains("<span class=\"code\">é</span>");
        assertThat(of(Cell.count(1)).replace(" data-label=\"A &quot;&lt;b&gt;&quot;\"", ""))
                .isEqualTo("<tr><td class=\"is-number\" data-sort=\"1\">1</td></tr>\n");
    }

    @Test
    void whatIsNotThereIsNotSorted() {
        assertThat(of(Cell.nothing())).doesNotContain("data-sort").endsWith("></td></tr>\n");
    }

    @Test
    void linksBeginWhereTheApplicationDoes() {
        assertThat(of(Cell.text("w1").to("/dashboard/workflows/1?a=1&b=2")))
                .contains("<a href=\"/muster/dashboard/workflows/1?a=1&amp;b=2\">w1</a>");
        assertThat(of(Cell.text("here").to("https://example.org/"))).contains("<a href=\"https://example.org/\">");
    }
}
