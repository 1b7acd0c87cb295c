package org.muster.benchmarks.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was measured once, each figure with what it was before and what it is to be. Figures are said as they come. */
public final class GoalTable {
    private final List<Row> rows = new ArrayList<>();

    /**
     * One figure.
     *
     * @param met whether the aim is reached, of a figure that has one
     * @param remark on how it was taken; empty if there is nothing to say
     */
    public record Row(
            String what,
            double value,
            String unit,
            Optional<String> before,
            Optional<Double> aim,
            Optional<Boolean> met,
            Optional<String> remark) {}

    public void add(Goal goal, double value, String... remarks) {
        add(new Row(
                goal.what(),
                value,
                goal.unit(),
                Optional.of(goal.before()),
                Optional.of(goal.aim()),
                Optional.of(goal.met(value)),
                remark(remarks)));
    }

    public void add(String what, double value, String unit, String... remarks) {
        add(new Row(what, value, unit, Optional.empty(), Optional.empty(), Optional.empty(), remark(remarks)));
    }

    private static Optional<String> remark(String... remarks) {
        return remarks.length == 0 ? Optional.empty() : Optional.of(String.join("; ", remarks));
    }

    private void add(Row row) {
        rows.add(row);
        System.err.println("  " + row.what() + ": " + Goal.plain(row.value()) + " " + row.unit());
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    public String markdown() {
        StringBuilder text =
                new StringBuilder("| what | measured | before | aim | met? | remark |\n|---|---|---|---|---|---|\n");
        for (Row row : rows) {
            text.append("| ")
                    .append(String.join(
                            " | ",
                            row.what(),
                            Goal.plain(row.value()) + " " + row.unit(),
                            row.before().orElse(""),
                            row.aim()
                                    .map(aim -> Goal.plain(aim) + " " + row.unit())
                                    .orElse(""),
                            row.met().map(met -> met ? "yes" : "**no**").orElse(""),
                            row.remark().orElse("")))
                    .append(" |\n");
        }
        return text.toString();
    }
}
