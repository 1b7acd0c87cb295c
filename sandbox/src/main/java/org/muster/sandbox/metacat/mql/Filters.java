package org.muster.sandbox.metacat.mql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The filters that can be told in SQL: every so many, a share of all, a share by name, all of them shuffled. */
final class Filters {

    private static final String NUMBERED =
            "select t.fid, t.created_timestamp from (select t.*, row_number() over (%s) as n from (%s) t) t where ";

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
        Rows input = inputs.get(0);
        List<BigDecimal> arguments = arguments(filter);
        Sql order = Sql.of(input.order().clause().strip());
        Sql selected = switch (name) {
            case "stride" ->
                Sql.format(NUMBERED, order, input.sql())
                        .then("(n - 1) % cast(? as bigint) = cast(? as bigint)", arguments.toArray());
            // A running sum of the fraction; a file passes when it reaches the next whole number.
            case "sample" ->
                Sql.format(NUMBERED, order, input.sql())
                        .then("floor(n * ?) > floor((n - 1) * ?)", arguments.get(0), arguments.get(0));
            // Adler-32 of the file id.
            case "hash" ->
                Sql.format("select t.fid, t.created_timestamp from (%s) t where ", input.sql())
                        .then("""
                            (select ((length(t.fid) + sum((length(t.fid) - i + 1) * ascii(substr(t.fid, i, 1)))) %% 65521) * 65536
                                    + (1 + sum(ascii(substr(t.fid, i, 1)))) %% 65521
                             from generate_series(1, length(t.fid)) i) %% cast(? as bigint) = cast(? as bigint)
                            """.replace("%%", "%"), arguments.toArray());
            case "randomize" -> shuffled(filter, input, order);
            default -> throw MqlError.execution("'%s'".formatted(name));
        };
        return new Rows(selected, name.equals("randomize") ? Rows.Order.NONE : input.order());
    }

    /** Within windows of the input; the same seed gives the same order, which is not the real server's order. */
    private Sql shuffled(MqlParser.FilterContext filter, Rows input, Sql order) {
        return Sql.format(NUMBERED, order, input.sql())
                .then(
                        "true order by div(n - 1, ?), md5(? || t.fid)",
                        named(filter, "window").orElse(DEFAULT_WINDOW),
                        named(filter, "seed").orElse(BigDecimal.ZERO).toPlainString());
    }

    private Optional<BigDecimal> named(MqlParser.FilterContext filter, String key) {
        if (filter.filterArgs() == null) {
            return Optional.empty();
        }
        return filter.filterArgs().filterArg().stream()
                .filter(argument ->
                        argument.WORD() != null && argument.WORD().getText().equals(key))
                .map(argument -> conditions.constant(argument.constant()))
                .filter(Constant.Numeral.class::isInstance)
                .map(constant -> ((Constant.Numeral) constant).value())
                .filter(value -> key.equals("seed") || value.signum() > 0)
                .findFirst();
    }

    private List<BigDecimal> arguments(MqlParser.FilterContext filter) {
        List<BigDecimal> numbers = new ArrayList<>();
        if (filter.filterArgs() != null) {
            for (MqlParser.FilterArgContext argument : filter.filterArgs().filterArg()) {
                if (!(conditions.constant(argument.constant()) instanceof Constant.Numeral number)) {
                    throw MqlError.execution("a filter takes numbers");
                }
                numbers.add(number.value());
            }
        }
        int wanted = filter.WORD().getText().equals("sample") ? 1 : 2;
        boolean known =
                List.of("sample", "stride", "hash").contains(filter.WORD().getText());
        if (known && numbers.size() != wanted) {
            throw MqlError.execution(
                    "%s takes %d arguments".formatted(filter.WORD().getText(), wanted));
        }
        return numbers;
    }
}
