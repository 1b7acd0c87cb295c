package org.muster.sandbox.metacat.mql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A piece of SQL with the values of its question marks, in order. Texts of a query only ever become values. */
public record Sql(String text, List<Object> values) {

    public Sql {
        values = List.copyOf(values);
    }

    static Sql of(String text, Object... values) {
        return new Sql(text, Arrays.asList(values));
    }

    /** Puts pieces in place of the {@code %s} of a template. */
    static Sql format(String template, Sql... parts) {
        List<Object> values = new ArrayList<>();
        for (Sql part : parts) {
            values.addAll(part.values());
        }
        return new Sql(
                String.format(
                        Locale.ROOT,
                        template,
                        Arrays.stream(parts).map(Sql::text).toArray()),
                values);
    }

    static Sql join(List<Sql> parts, String separator) {
        List<Object> values = new ArrayList<>();
        parts.forEach(part -> values.addAll(part.values()));
        return new Sql(parts.stream().map(Sql::text).collect(Collectors.joining(separator)), values);
    }

    /** This piece followed by more text and values. */
    public Sql then(String more, Object... moreValues) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(Arrays.asList(moreValues));
        return new Sql(text + more, all);
    }
}
