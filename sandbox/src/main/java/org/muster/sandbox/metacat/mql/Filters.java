package org.muster.sandbox.metacat.mql;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The filters of the real server: every so many, a share of all, a share by name, all of them shuffled, a mixture. */
final class Filters {

    private static final String NUMBERED =
            "select t.fid, t.created_timestamp%s from (select t.*, row_number() over (%s) as n from (%s) t) t where ";

    /** Adler-32 of the file id. */
    private static final String HASH = """
            (select ((length(t.fid) + sum((length(t.fid) - i + 1) * ascii(substr(t.fid, i, 1)))) % 65521) * 65536
                    + (1 + sum(ascii(substr(t.fid, i, 1)))) % 65521
             from generate_series(1, length(t.fid)) i) % cast(? as bigint) = cast(? as bigint)
            """;

    /** Files, where a query does not say. */
    private static final BigDecimal DEFAULT_WINDOW = BigDecimal.valueOf(1000);

    private final Words words;
    private final Conditions conditions;

    Filters(Words words, Conditions conditions) {
        this.words = words;
        this.conditions = conditions;
    }

    Rows apply(MqlParser.FilterContext filter, List<Rows> inputs) {
        String name = words.name(filter.WORD().getSymbol());
        FilterArguments arguments = FilterArguments.of(name, filter, conditions);
        requireFit(arguments);
        Rows input = inputs.get(0);
        return switch (name) {
            case "stride" ->
                kept(
                        input,
                        "(n - 1) % cast(? as bigint) = cast(? as bigint)",
                        arguments.divisor(0, "modulo"),
                        arguments.number(1, "remainder"));
            // A running sum of the fraction; a file passes when it reaches the next whole number.
            case "sample" -> {
                BigDecimal fraction = arguments.number(0, "fraction");
                yield kept(input, "floor(n * ?) > floor((n - 1) * ?)", fraction, fraction);
            }
            case "hash" -> kept(input, HASH, arguments.divisor(0, "modulo"), arguments.number(1, "remainder"));
            case "randomize" -> shuffled(arguments, input);
            case "mix" -> mixed(arguments, inputs);
            default -> throw MqlError.execution(String.format(Locale.ROOT, "'%s'", name));
        };
    }

    /** Noticed before the answer begins; whether the values make sense shows later, while files are sent. */
    private static void requireFit(FilterArguments arguments) {
        switch (arguments.filter()) {
            case "stride", "hash" -> arguments.require(List.of("modulo", "remainder"), List.of());
            case "sample" -> arguments.require(List.of("fraction"), List.of());
            case "randomize" -> arguments.require(List.of(), List.of("seed", "window"));
            default -> {
                // A mixture takes as many as there are; an unknown filter is told by its name.
            }
        }
    }

    private static Rows kept(Rows input, String condition, Object... values) {
        return new Rows(
                Sql.format(NUMBERED, Sql.of(input.turn()), order(input), input.sql())
                        .then(condition, values),
                input.order());
    }

    /** Within windows of the input; the same seed gives the same order, which is not the real server's order. */
    private static Rows shuffled(FilterArguments arguments, Rows input) {
        BigDecimal window = arguments.optional(1, "window").orElse(DEFAULT_WINDOW);
        if (window.signum() <= 0) {
            throw MqlError.inStream("randomize: empty range");
        }
        Sql numbered =
                Sql.format(NUMBERED, Sql.of(", t.n"), order(input), input.sql()).then("true");
        Sql turned = Sql.of(
                        "select t.fid, t.created_timestamp, row_number() over (order by div(t.n - 1, ?), md5(? || t.fid))"
                                + " as turn from (",
                        window,
                        arguments.optional(0, "seed").orElse(BigDecimal.ZERO).toPlainString())
                .then(numbered.text() + ") t", numbered.values().toArray());
        return new Rows(turned, Rows.Order.BY_TURN);
    }

    /** Draws from the inputs in proportion to the numbers, until the one whose turn it is has no more. */
    private static Rows mixed(FilterArguments arguments, List<Rows> inputs) {
        List<BigDecimal> ratios = arguments.numbers();
        if (ratios.size() != inputs.size()) {
            throw MqlError.inStream("mix takes one number for each input");
        }
        List<Sql> lists = inputs.stream()
                .map(input -> Sql.format(
                        "(select coalesce(jsonb_agg(t.fid%s), '[]') from (%s) t)", order(input), input.sql()))
                .toList();
        String numbers =
                ratios.stream().map(ratio -> "cast(? as double precision)").collect(Collectors.joining(", "));
        Sql ratioList = Sql.of(numbers, ratios.toArray());
        return new Rows(
                Sql.format(
                        "select f.fid, f.created_timestamp, m.turn from metacat_mix(jsonb_build_array(%s), array[%s]) m"
                                + " join metacat_files f on f.fid = m.fid",
                        Sql.join(lists, ", "), ratioList),
                Rows.Order.BY_TURN);
    }

    private static Sql order(Rows input) {
        return Sql.of(input.order().clause());
    }
}
