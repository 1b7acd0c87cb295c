package org.muster.sandbox.rucio.rses;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.sandbox.rucio.http.WireDates;

/** One line of an RSE's usage: every source has the same keys, unknown numbers are null. */
final class UsageLine {

    private final Map<String, Object> line = new LinkedHashMap<>();
    private final String source;
    private long used;

    private UsageLine(String source) {
        this.source = source;
    }

    static UsageLine of(Rse rse, String source) {
        UsageLine usage = new UsageLine(source);
        usage.line.put("rse", rse.name());
        usage.line.put("rse_id", rse.id());
        usage.line.put("source", source);
        for (String key : new String[] {"used", "free", "total", "files"}) {
            usage.line.put(key, null);
        }
        usage.line.put("updated_at", WireDates.format(Instant.now()));
        return usage;
    }

    String source() {
        return source;
    }

    long used() {
        return used;
    }

    UsageLine used(long bytes) {
        used = bytes;
        line.put("used", bytes);
        return this;
    }

    UsageLine files(Object count) {
        line.put("files", count);
        return this;
    }

    UsageLine at(OffsetDateTime time) {
        line.put("updated_at", WireDates.format(time.toInstant()));
        return this;
    }

    UsageLine free(long bytes) {
        line.put("free", bytes);
        line.put("total", used + bytes);
        return this;
    }

    UsageLine total(long bytes) {
        line.put("total", bytes);
        line.put("free", Math.max(0, bytes - used));
        return this;
    }

    Map<String, Object> build() {
        return line;
    }
}
