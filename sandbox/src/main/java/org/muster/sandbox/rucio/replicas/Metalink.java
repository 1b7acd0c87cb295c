package org.muster.sandbox.rucio.replicas;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.springframework.web.util.HtmlUtils;

/** The lines of a listing as Metalink 4, which is what {@code rucio download} asks for. */
final class Metalink {
    static final String CONTENT_TYPE = "application/metalink4+xml";

    private final PrintWriter out;
    private final Function<UncheckedDid, List<UncheckedDid>> parents;

    /** @param parents the collections that a file is shown to be in; none unless asked for */
    Metalink(PrintWriter out, Function<UncheckedDid, List<UncheckedDid>> parents) {
        this.out = out;
        this.parents = parents;
        out.print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metalink xmlns=\"urn:ietf:params:xml:ns:metalink\">\n");
    }

    void file(Map<String, Object> line) {
        UncheckedDid did = new UncheckedDid(String.valueOf(line.get("scope")), String.valueOf(line.get("name")));
        print(" <file name=\"%s\">\n", did.name());
        List<UncheckedDid> collections = parents.apply(did);
        if (!collections.isEmpty()) {
            print("  <parents>\n");
            collections.forEach(parent -> print("   <did>%s</did>\n", parent));
            print("  </parents>\n");
        }
        print("  <identity>%s</identity>\n", did);
        for (String sum : List.of("adler32", "md5")) {
            if (line.get(sum) != null) {
                print("  <hash type=\"%s\">%s</hash>\n", sum, line.get(sum));
            }
        }
        print("  <size>%s</size>\n  <glfn name=\"/generic/rucio/%s\"></glfn>\n", line.get("bytes"), did);
        if (line.get("pfns") instanceof Map<?, ?> pfns) {
            pfns.forEach(this::url);
        }
        print(" </file>\n");
    }

    void end() {
        print("</metalink>\n");
    }

    private void url(Object pfn, Object replica) {
        if (replica instanceof Map<?, ?> entry) {
            print(
                    "  <url location=\"%s\" domain=\"%s\" priority=\"%s\" client_extract=\"%s\">%s</url>\n",
                    entry.get("rse"), entry.get("domain"), entry.get("priority"), entry.get("client_extract"), pfn);
        }
    }

    private void print(String format, @Nullable Object... values) {
        Object[] escaped = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            escaped[i] = HtmlUtils.htmlEscape(String.valueOf(values[i]), "UTF-8");
        }
        out.print(String.format(Locale.ROOT, format, escaped));
    }
}
