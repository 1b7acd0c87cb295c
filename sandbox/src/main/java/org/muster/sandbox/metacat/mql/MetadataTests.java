package org.muster.sandbox.metacat.mql;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Tests of metadata as JSON paths in lax mode, which is where MetaCat's rules about lists, missing keys and mixed
 * types come from. The whole path is one bound value; names and constants in it are JSON texts.
 */
final class MetadataTests {

    private final QueriedTable subject;

    MetadataTests(QueriedTable subject) {
        this.subject = subject;
    }

    Condition compare(Operand operand, String operator, Constant value) {
        if (operand instanceof Operand.Length length) {
            return length(length, "%s " + sqlOperator(operator) + " cast(? as numeric)", value.plain());
        }
        if (operator.endsWith("~*")) {
            throw MqlError.server("psycopg2.errors.SyntaxError: syntax error at or near \"*\" of jsonpath input");
        }
        if (operator.equals("like")) {
            throw MqlError.server("psycopg2.errors.SyntaxError: syntax error at or near \" \" of jsonpath input");
        }
        if (operand instanceof Operand.Every every) {
            return noElement(every, String.format(Locale.ROOT, "!(%s)", itemTest(operator, value)));
        }
        Operand.Value of = (Operand.Value) operand;
        boolean simple = !(value instanceof Constant.Day) && !operator.equals("!~");
        return simple
                ? match(of.path() + pathOperator(operator) + value.json())
                : match(String.format(Locale.ROOT, "exists(%s ? (%s))", of.path(), itemTest(operator, value)));
    }

    Condition inSet(Operand operand, List<Constant> values) {
        if (operand instanceof Operand.Length length) {
            return length(
                    length,
                    "%s in (" + values.stream().map(v -> "cast(? as numeric)").collect(Collectors.joining(", ")) + ")",
                    values.stream().map(Constant::plain).toArray());
        }
        String anyOf = values.stream().map(value -> "@ == " + value.json()).collect(Collectors.joining(" || "));
        if (operand instanceof Operand.Every every) {
            return noElement(every, String.format(Locale.ROOT, "!(%s)", anyOf));
        }
        Operand.Value of = (Operand.Value) operand;
        return match(
                values.stream().map(value -> of.path() + " == " + value.json()).collect(Collectors.joining(" || ")));
    }

    /** The real server forgets this test of a value as a whole and finds too much; here it holds, as described. */
    Condition inRange(Operand operand, Constant low, Constant high) {
        if (operand instanceof Operand.Length length) {
            return length(length, "%s between cast(? as numeric) and cast(? as numeric)", low.plain(), high.plain());
        }
        String inside = itemTest(">=", low) + " && " + itemTest("<=", high);
        if (operand instanceof Operand.Every every) {
            return noElement(every, String.format(Locale.ROOT, "!(%s)", inside));
        }
        Operand.Value of = (Operand.Value) operand;
        return match(String.format(Locale.ROOT, "exists(%s ? (%s))", of.path(), inside));
    }

    /** A text is also found inside the texts of the list, as a regular expression. */
    Condition contains(String name, Constant value) {
        String elements = new Operand.Value(name, "[*]").path();
        String equal = elements + " == " + value.json();
        return match(
                value instanceof Constant.Text
                        ? String.format(Locale.ROOT, "%s || %s like_regex %s", equal, elements, value.json())
                        : equal);
    }

    Condition present(String name) {
        return new Condition.OfMetadata(
                Sql.of(String.format(Locale.ROOT, "jsonb_exists(%s, ?)", subject.metadata()), name));
    }

    private Condition noElement(Operand.Every every, String violation) {
        return new Condition.Not(match(String.format(Locale.ROOT, "exists(%s ? (%s))", every.path(), violation)));
    }

    private Condition match(String path) {
        return new Condition.OfMetadata(Sql.of(subject.metadata() + " @@ cast(? as jsonpath)", path));
    }

    private Condition length(Operand.Length of, String test, Object... values) {
        Object[] all = new Object[values.length + 1];
        all[0] = of.name();
        System.arraycopy(values, 0, all, 1, values.length);
        return new Condition.OfAttribute(Sql.of(
                String.format(
                        Locale.ROOT,
                        test,
                        String.format(Locale.ROOT, "jsonb_array_length(%s -> ?)", subject.metadata())),
                all));
    }

    private static String itemTest(String operator, Constant value) {
        if (value instanceof Constant.Day day) {
            return switch (operator) {
                case "=", "==" -> String.format(Locale.ROOT, "@ >= %d && @ < %d", day.start(), day.end());
                case "!=" -> String.format(Locale.ROOT, "@ < %d || @ >= %d", day.start(), day.end());
                case "<" -> "@ < " + day.start();
                case "<=" -> "@ < " + day.end();
                case ">" -> "@ >= " + day.end();
                case ">=" -> "@ >= " + day.start();
                default -> throw MqlError.server("a date can not be matched with a pattern");
            };
        }
        return operator.equals("!~")
                ? String.format(Locale.ROOT, "!(@ like_regex %s)", value.json())
                : "@" + pathOperator(operator) + value.json();
    }

    private static String pathOperator(String operator) {
        return switch (operator) {
            case "=" -> " == ";
            case "~" -> " like_regex ";
            default -> " " + operator + " ";
        };
    }

    private static String sqlOperator(String operator) {
        return switch (operator) {
            case "==" -> "=";
            case "!=" -> "<>";
            case "=", "<", "<=", ">", ">=" -> operator;
            default -> throw MqlError.server("psycopg2.errors.UndefinedFunction: operator does not exist");
        };
    }
}
