package org.muster.sandbox.metacat.mql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands in the brackets behind a filter's name: values by place, then values by name. */
record FilterArguments(String filter, List<Constant> byPlace, Map<String, Constant> byName) {

    static FilterArguments of(String filter, MqlParser.FilterContext context, Conditions conditions) {
        List<Constant> byPlace = new ArrayList<>();
        Map<String, Constant> byName = new HashMap<>();
        if (context.filterArgs() != null) {
            for (MqlParser.ConstantContext argument : context.filterArgs().constant()) {
                byPlace.add(conditions.constant(argument));
            }
            for (MqlParser.NamedArgContext argument : context.filterArgs().namedArg()) {
                byName.put(argument.WORD().getText(), conditions.constant(argument.constant()));
            }
        }
        return new FilterArguments(filter, List.copyOf(byPlace), Map.copyOf(byName));
    }

    /** Refuses a call that does not fit, in the words of the language that the real server's filters are written in. */
    void require(List<String> needed, List<String> optional) {
        List<String> names = Stream.concat(needed.stream(), optional.stream()).toList();
        names.stream()
                .limit(byPlace.size())
                .filter(byName::containsKey)
                .findFirst()
                .ifPresent(name -> {
                    throw refused("got multiple values for argument '%s'", name);
                });
        if (byPlace.size() > names.size()) {
            // The filter itself and its inputs count.
            String allowed = optional.isEmpty()
                    ? String.valueOf(names.size() + 2)
                    : String.format(Locale.ROOT, "from %d to %d", needed.size() + 2, names.size() + 2);
            throw refused("takes %s positional arguments but %d were given", allowed, byPlace.size() + 2);
        }
        List<String> missing = needed.stream()
                .skip(byPlace.size())
                .filter(name -> !byName.containsKey(name))
                .map(name -> "'" + name + "'")
                .toList();
        if (!missing.isEmpty()) {
            throw refused(
                    "missing %d required positional argument%s: %s",
                    missing.size(), missing.size() == 1 ? "" : "s", String.join(" and ", missing));
        }
    }

    private MqlError refused(String format, Object... values) {
        String type = filter.substring(0, 1).toUpperCase(Locale.ROOT) + filter.substring(1);
        return MqlError.execution(type + ".filter() " + String.format(Locale.ROOT, format, values));
    }

    /** All values by place. */
    List<BigDecimal> numbers() {
        return byPlace.stream().map(this::number).toList();
    }

    /** One that the call was required to have. */
    BigDecimal number(int place, String name) {
        return optional(place, name).orElseThrow();
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
