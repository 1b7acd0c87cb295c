package org.muster.launcher.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * A form of a page and the fields it would send.
 *
 * @param action where it goes; empty for the page's own address
 */
record HtmlForm(String action, Map<String, String> fields) {
    HtmlForm {
        fields = Map.copyOf(fields);
    }

    /** The first form that is sent by POST. */
    static Optional<HtmlForm> firstOf(String html) {
        return Optional.ofNullable(Jsoup.parse(html).selectFirst("form[method=post]"))
                .map(form -> new HtmlForm(form.attr("action"), fields(form)));
    }

    private static Map<String, String> fields(Element form) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[name]").forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        return fields;
    }
}
