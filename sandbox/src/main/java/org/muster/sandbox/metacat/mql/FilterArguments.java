package org.muster.sandbox.metacat.mql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What stands in the brackets behind a filter's name: values by place, then values by name. */
record FilterArguments(String filter, List<Constant> byPlace, Map<String, Constant> byName) {

    static FilterArguments of(String filter, MqlParser.FilterContext context, Conditions conditions) {
        List<Constant> byPlace = new ArrayList<>();
        Map<String, Constant> byName = new HashMap<>();
        if (context.filterArgs() != null) {
            for (MqlParser.FilterArgContext argument : context.filterArgs().filterArg()) {
                Constant value = conditions.constant(argument.constant());
                if (argument.WORD() == null) {
                    byPlace.add(value);
                } else {
                    byName.put(argument.WORD().getText(), value);
                }
            }
        }
        return new FilterArguments(filter, List.copyOf(byPlace), Map.copyOf(byName));
    }

    /** All values by place. */
    List<BigDecimal> numbers() {
        return byPlace.stream().map(this::number).toList();
    }

    BigDecimal number(int place, String name) {
        return optional(place, name)
                .orElseThrow(() ->
                        MqlError.execution(String.format(Locale.ROOT, "%s() is called without '%s'", filter, name)));
    }

    Optional<BigDecimal> optional(int place, String name) {
        return place < byPlace.size()
                ? Optional.of(number(byPlace.get(place)))
                : Optional.ofNullable(byName.get(name)).map(this::number);
    }

    /** Neither zero nor a fraction. */
    BigDecimal divisor(int place, String name) {
        BigDecimal value = number(place, name);
        if (value.signum() == 0) {
            throw MqlError.inStream(filter + ": division by zero");
        }
        return value;
    }

    private BigDecimal number(Constant value) {
        if (value instanceof Constant.Numeral number) {
            return number.value();
        }
        throw MqlError.inStream(filter + " takes numbers");
    }
}
