package org.muster.benchmarks.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, run by run, beside what was aimed at. */
public final class Figures {
    private record Row(String aim, String form, List<Double> runs) {
        double median() {
            List<Double> sorted = runs.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }

        String of(double value) {
            return String.format(Locale.ROOT, form, value);
        }

        double min() {
            return runs.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        }

        double max() {
            return runs.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        }
    }

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** @param form of {@link String#format}, with the unit */
    public void add(String what, String aim, String form, double value) {
        rows.computeIfAbsent(what, name -> new Row(aim, form, new ArrayList<>()))
                .runs()
                .add(value);
        System.err.println("  " + what + ": " + String.format(Locale.ROOT, form, value));
    }

    /** Median of what was measured under this name. */
    public double median(String what) {
        Row row = rows.get(what);
        if (row == null) {
            throw new IllegalStateException(what + " was not measured");
        }
        return row.median();
    }

    public String markdown() {
        StringBuilder text =
                new StringBuilder("| what | median | lowest to highest | runs | aim |\n|---|---|---|---|---|\n");
        rows.forEach((what, row) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s to %s | %d | %s |%n",
                what,
                row.of(row.median()),
                row.of(row.min()),
                row.of(row.max()),
                row.runs().size(),
                row.aim())));
        return text.toString();
    }
}
