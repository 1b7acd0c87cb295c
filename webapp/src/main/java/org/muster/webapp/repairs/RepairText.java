package org.muster.webapp.repairs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;

/** What a list of repairs would do, as people read it on their task. */
final class RepairText {
    /** Files of each kind that are named. */
    private static final int MAX_NAMED = 8;

    private RepairText() {}

    static String of(Discrepancy wrong) {
        return wrong.kind().wrong()
                + (wrong.detail().isEmpty() ? "" : ": " + wrong.detail())
                + (wrong.kind().ofRule() ? "" : " (" + Units.count(wrong.sizeBytes()) + " bytes)");
    }

    static String of(List<Discrepancy> repairs) {
        Map<DiscrepancyKind, List<Discrepancy>> kinds = new EnumMap<>(DiscrepancyKind.class);
        repairs.forEach(repair ->
                kinds.computeIfAbsent(repair.kind(), kind -> new ArrayList<>()).add(repair));
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
                    .forEach(file -> text.append("  ").append(named(file)).append('\n'));
            if (files.size() > MAX_NAMED) {
                text.append("  and ").append(files.size() - MAX_NAMED).append(" more\n");
            }
        });
        return text.toString();
    }

    private static String named(Discrepancy wrong) {
        return wrong.kind().ofRule() ? wrong.dataset() + ": " + wrong.detail() : wrong.did() + " of " + wrong.dataset();
    }

    private static String total(List<Discrepancy> wrong) {
        List<Discrepancy> files =
                wrong.stream().filter(each -> !each.kind().ofRule()).toList();
        List<String> parts = new ArrayList<>();
        if (!files.isEmpty()) {
            long bytes = files.stream().mapToLong(Discrepancy::sizeBytes).sum();
            parts.add(counted(files.size(), "file") + ", " + Units.count(bytes) + " bytes");
        }
        if (files.size() < wrong.size()) {
            parts.add(counted(wrong.size() - files.size(), "rule"));
        }
        return String.join(" and ", parts);
    }

    private static String counted(int number, String what) {
        return Units.count(number) + " " + what + (number == 1 ? "" : "s");
    }
}
