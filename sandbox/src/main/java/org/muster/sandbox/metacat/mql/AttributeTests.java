package org.muster.sandbox.metacat.mql;

import java.util.List;
import java.util.Locale;

/** Tests of columns, by SQL's own rules. */
final class AttributeTests {

    private final QueriedTable subject;

    AttributeTests(QueriedTable subject) {
        this.subject = subject;
    }

    Condition compare(String name, String operator, Constant value) {
        Sql bound = bound(name, value);
        String column = subject.column(name);
        String sign = operator.equals("==") ? "=" : operator;
        return new Condition.OfAttribute(Sql.format(column + " " + sign + " %s", bound));
    }

    Condition inSet(String name, List<Constant> values) {
        Sql list = Sql.join(values.stream().map(value -> bound(name, value)).toList(), ", ");
        return new Condition.OfAttribute(Sql.format(subject.column(name) + " in (%s)", list));
    }

    Condition inRange(String name, Constant low, Constant high) {
        return new Condition.OfAttribute(
                Sql.format(subject.column(name) + " between %s and %s", bound(name, low), bound(name, high)));
    }

    /** Numbers and {@code date()} are no timestamps: the database of the real server says so, we say it for ours. */
    private Sql bound(String name, Constant value) {
        String type = subject.typeOf(name).orElseThrow(() -> subject.unknown(name));
        if (type.equals("timestamptz") && !(value instanceof Constant.Text)) {
            throw MqlError.server("psycopg2.errors.UndefinedFunction: operator does not exist: "
                    + "timestamp with time zone and numeric");
        }
        return Sql.of(String.format(Locale.ROOT, "cast(? as %s)", type), value.plain());
    }
}
