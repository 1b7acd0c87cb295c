package org.muster.cli.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.protocol.http.PageOrder;
import picocli.CommandLine.Option;

/** From which end of a long table. A mixin of the lists that only grow. */
public final class FirstShown {
    @Option(names = "--oldest", description = "Oldest first; without it the newest come first.")
    private boolean oldest;

    public Map<String, String> with(Map<String, String> filters) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        all.put(PageOrder.NAME, (oldest ? PageOrder.OLDEST : PageOrder.NEWEST).toString());
        return all;
    }
}
