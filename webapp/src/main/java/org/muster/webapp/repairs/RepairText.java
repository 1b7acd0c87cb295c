package org.muster.webapp.repairs;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;

/** What a list of repairs would do, as people read it on their task. */
final class RepairText {
    /** Files of each kind that are named. */
    private static final int MAX_NAMED = 8;

    private RepairText() {}

    static String of(List<Discrepancy> repairs) {
        Map<DiscrepancyKind, List<Discrepancy>> kinds = new EnumMap<>(DiscrepancyKind.class);
        repairs.forEach(repair -> kinds.computeIfAbsent(repair.kind(), kind -> new java.util.ArrayList<>())
                .add(repair));
        StringBuilder text = new StringBuilder(total(repairs)).append(" in all\n");
        kinds.forEach((kind, files) -> {
            text.append('\n')
                    .append(total(files))
                    .append(": ")
                    .append(kind.wrong())
                    .append('\n');
            text.append("  repair: ").append(kind.repair()).append('\n');
            files.stream()
                    .limit(MAX_NAMED)
                    .forEach(file -> text.append("  ")
                            .append(file.did())
                            .append(" of ")
                            .append(file.dataset())
                            .append('\n'));
            if (files.size() > MAX_NAMED) {
                text.append("  and ").append(files.size() - MAX_NAMED).append(" more\n");
            }
        });
        return text.toString();
    }

    private static String total(List<Discrepancy> files) {
        return String.format(
                Locale.ROOT,
                "%,d file%s, %,d bytes",
                files.size(),
                files.size() == 1 ? "" : "s",
                files.stream().mapToLong(Discrepancy::sizeBytes).sum());
    }
}
