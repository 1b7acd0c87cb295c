package org.muster.sandbox.metacat.mql;

import java.util.List;

/** A condition that can be negated rightly: SQL's third truth value means different things in its two kinds of test. */
sealed interface Condition {

    Sql sql();

    Sql negated();

    /** A test of metadata: what is missing or of another type fails the test, so it passes the negated one. */
    record OfMetadata(Sql sql) implements Condition {
        @Override
        public Sql negated() {
            return Sql.format("not coalesce(%s, false)", sql);
        }
    }

    /** A test of a column: null passes neither the test nor its negation. */
    record OfAttribute(Sql sql) implements Condition {
        @Override
        public Sql negated() {
            return Sql.format("not (%s)", sql);
        }
    }

    record Not(Condition inner) implements Condition {
        @Override
        public Sql sql() {
            return inner.negated();
        }

        @Override
        public Sql negated() {
            return inner.sql();
        }
    }

    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public Sql sql() {
            return all(parts.stream().map(Condition::sql).toList(), " and ");
        }

        @Override
        public Sql negated() {
            return all(parts.stream().map(Condition::negated).toList(), " or ");
        }
    }

    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public Sql sql() {
            return all(parts.stream().map(Condition::sql).toList(), " or ");
        }

        @Override
        public Sql negated() {
            return all(parts.stream().map(Condition::negated).toList(), " and ");
        }
    }

    private static Sql all(List<Sql> parts, String operator) {
        return Sql.format("(%s)", Sql.join(parts, operator));
    }
}
