package org.muster.launcher.demo;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of a page and the fields it would send: enough HTML for the few pages of a sign-in.
 *
 * @param action where it goes; empty for the page's own address
 */
record HtmlForm(String action, Map<String, String> fields) {
    private static final Pattern FORM =
            Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([a-zA-Z-]+)\\s*=\\s*\"([^\"]*)\"|([a-zA-Z-]+)\\s*=\\s*'([^']*)'");

    HtmlForm {
        fields = Map.copyOf(fields);
    }

    /** The first form that is sent by POST. */
    static Optional<HtmlForm> firstOf(String html) {
        Matcher forms = FORM.matcher(html);
        while (forms.find()) {
            Map<String, String> attributes = attributes(forms.group(1));
            if (attributes.getOrDefault("method", "").equalsIgnoreCase("post")) {
                return Optional.of(new HtmlForm(attributes.getOrDefault("action", ""), fields(forms.group(2))));
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> fields(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher inputs = INPUT.matcher(body);
        while (inputs.find()) {
            Map<String, String> input = attributes(inputs.group(1));
            String name = input.getOrDefault("name", "");
            if (!name.isEmpty()) {
                fields.put(name, input.getOrDefault("value", ""));
            }
        }
        return fields;
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            boolean doubleQuoted = matcher.group(1) != null;
            String name = doubleQuoted ? matcher.group(1) : matcher.group(3);
            String value = doubleQuoted ? matcher.group(2) : matcher.group(4);
            attributes.put(name.toLowerCase(Locale.ROOT), unescaped(value));
        }
        return attributes;
    }

    private static String unescaped(String value) {
        return value.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
