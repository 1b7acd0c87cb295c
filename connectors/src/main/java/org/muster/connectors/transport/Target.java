package org.muster.connectors.transport;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.http.ApiClient;

/**
 * What a call asks for.
 *
 * @param template the path with words in braces for names, such as {@code /dids/{scope}/{name}/files}: calls are counted by it, or
 *     every file would be a meter of its own
 * @param path the same with the names
 */
public record Target(String template, String path) {
    private static final Pattern NAME = Pattern.compile("\\{[a-z]+}");

    /** @param names one for each word in braces, as they are; slashes are escaped too, which every Rucio set-up understands */
    public static Target of(String template, String... names) {
        Matcher word = NAME.matcher(template);
        StringBuilder path = new StringBuilder();
        int used = 0;
        while (word.find()) {
            word.appendReplacement(path, Matcher.quoteReplacement(ApiClient.escape(names[used++])));
        }
        if (used != names.length) {
            throw new IllegalArgumentException(names.length + " names for " + template);
        }
        return new Target(template, word.appendTail(path).toString());
    }

    /** Without what is asked about it. */
    String withoutQuery() {
        int query = template.indexOf('?');
        return query < 0 ? template : template.substring(0, query);
    }
}
