package org.muster.allocator.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.domain.workflow.StageRef;

/**
 * The columns of a table, each told once, and the statements made of them.
 *
 * <p>Every parameter of a statement is the array of one column. The arrays are unnested side by side in a select list:
 * PostgreSQL would keep each in a table of its own if they stood in a from clause.
 */
final class Columns<R> {
    private final String table;
    private final List<Column<R>> all = new ArrayList<>();
    private Column.Role role = Column.Role.KEY;

    Columns(String table) {
        this.table = table;
    }

    /** What follows is written with the first state of a row. */
    Columns<R> then() {
        role = Column.Role.FIXED;
        return this;
    }

    /** What follows is written with every state of a row. */
    Columns<R> changing() {
        role = Column.Role.CHANGING;
        return this;
    }

    /** What follows is written with every state of a row that has it. */
    Columns<R> changingIfPresent() {
        role = Column.Role.KEPT;
        return this;
    }

    private Columns<R> add(String name, Column.Type type, Function<List<R>, Object> array) {
        all.add(new Column<>(name, type, array, role));
        return this;
    }

    /** The first state of a row writes this in place of the last column above, {@code %1$s}. */
    Columns<R> insertedAs(String expression) {
        all.add(all.remove(all.size() - 1).insertedAs(expression));
        return this;
    }

    Columns<R> longs(String name, ToLongFunction<R> value) {
        return add(
                name, Column.Type.LONG, rows -> rows.stream().mapToLong(value).toArray());
    }

    Columns<R> ints(String name, ToIntFunction<R> value) {
        return add(name, Column.Type.INT, rows -> rows.stream().mapToInt(value).toArray());
    }

    Columns<R> flag(String name, Function<R, Boolean> value) {
        return add(name, Column.Type.FLAG, rows -> rows.stream().map(value).toArray(Boolean[]::new));
    }

    Columns<R> text(String name, Function<R, @Nullable String> value) {
        return add(name, Column.Type.TEXT, rows -> rows.stream().map(value).toArray(String[]::new));
    }

    /** Microseconds since the epoch, which the statements turn into timestamps without rounding. */
    Columns<R> time(String name, Function<R, Instant> value) {
        return add(
                name,
                Column.Type.TIME,
                rows -> rows.stream().mapToLong(row -> micros(value.apply(row))).toArray());
    }

    Columns<R> maybeDouble(String name, Function<R, OptionalDouble> value) {
        return add(
                name,
                Column.Type.DOUBLE,
                rows -> rows.stream()
                        .map(row ->
                                value.apply(row).stream().boxed().findFirst().orElse(null))
                        .toArray(Double[]::new));
    }

    Columns<R> maybeTime(String name, Function<R, Optional<Instant>> value) {
        return add(
                name,
                Column.Type.TIME,
                rows -> rows.stream()
                        .map(row -> value.apply(row).map(Columns::micros).orElse(null))
                        .toArray(Long[]::new));
    }

    Columns<R> maybeText(String name, Function<R, Optional<String>> value) {
        return text(name, row -> value.apply(row).orElse(null));
    }

    Columns<R> maybeInt(String name, Function<R, OptionalInt> value) {
        return add(
                name,
                Column.Type.INT,
                rows -> rows.stream()
                        .map(row ->
                                value.apply(row).stream().boxed().findFirst().orElse(null))
                        .toArray(Integer[]::new));
    }

    Columns<R> maybeLong(String name, Function<R, OptionalLong> value) {
        return add(
                name,
                Column.Type.LONG,
                rows -> rows.stream()
                        .map(row ->
                                value.apply(row).stream().boxed().findFirst().orElse(null))
                        .toArray(Long[]::new));
    }

    Columns<R> stage(Function<R, StageRef> value) {
        return ints("workflow_id", row -> value.apply(row).workflow().number())
                .ints("stage_id", row -> value.apply(row).stage());
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    Write<R> insert(RowKind<R> kind) {
        return insert(kind, "");
    }

    Write<R> insertUnlessThere(RowKind<R> kind) {
        return insert(kind, " on conflict do nothing");
    }

    Write<R> insertOrUpdate(RowKind<R> kind) {
        return insert(
                kind,
                " on conflict (" + list(keys(), Column::name) + ") do update set " + list(changes(), Column::upserted));
    }

    private Write<R> insert(RowKind<R> kind, String onConflict) {
        return new Write<>(
                kind,
                "insert into " + table + " as x (" + list(all, Column::name) + ") select " + list(all, Column::inserted)
                        + from(all) + onConflict,
                List.copyOf(all));
    }

    Write<R> update(RowKind<R> kind) {
        return update(kind, changes(), "");
    }

    /** Of nothing but these columns. */
    Write<R> update(RowKind<R> kind, String... names) {
        return update(kind, named(names), "");
    }

    List<Column<R>> named(String... names) {
        List<String> some = Arrays.asList(names);
        return all.stream().filter(column -> some.contains(column.name())).toList();
    }

    Write<R> updateAnswering(String values, RowKind<R> kind) {
        return update(kind, changes(), " returning " + values);
    }

    private Write<R> update(RowKind<R> kind, List<Column<R>> changed, String returning) {
        List<Column<R>> taken = Stream.concat(keys().stream(), changed.stream()).toList();
        return new Write<>(
                kind,
                "update " + table + " x set " + list(changed, Column::updated) + from(taken) + " where "
                        + keys().stream().map(Column::same).collect(Collectors.joining(" and ")) + returning,
                taken);
    }

    private List<Column<R>> keys() {
        return all.stream().filter(column -> column.role() == Column.Role.KEY).toList();
    }

    private List<Column<R>> changes() {
        return all.stream()
                .filter(column -> column.role().compareTo(Column.Role.FIXED) > 0)
                .toList();
    }

    private static <R> String from(List<Column<R>> taken) {
        return " from (select " + list(taken, Column::parameter) + ") as u";
    }

    private static <R> String list(List<Column<R>> columns, Function<Column<R>, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }
}
