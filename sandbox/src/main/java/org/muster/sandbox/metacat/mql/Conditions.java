package org.muster.sandbox.metacat.mql;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions of a query: tests of metadata to JSON paths, tests of attributes to SQL. */
final class Conditions {

    private final Words words;
    private final MetadataTests metadata;
    private final AttributeTests attributes;

    Conditions(Words words, QueriedTable subject) {
        this.words = words;
        this.metadata = new MetadataTests(subject);
        this.attributes = new AttributeTests(subject);
    }

    Condition of(MqlParser.ConditionContext context) {
        List<Condition> parts = new ArrayList<>();
        context.conjunction().forEach(conjunction -> parts.add(conjunction(conjunction)));
        return parts.size() == 1 ? parts.get(0) : new Condition.Or(parts);
    }

    private Condition conjunction(MqlParser.ConjunctionContext context) {
        List<Condition> parts = new ArrayList<>();
        context.test().forEach(test -> parts.add(test(test)));
        return parts.size() == 1 ? parts.get(0) : new Condition.And(parts);
    }

    private Condition test(MqlParser.TestContext context) {
        if (context instanceof MqlParser.GroupedContext grouped) {
            return of(grouped.condition());
        }
        if (context instanceof MqlParser.NegatedContext negated) {
            return new Condition.Not(test(negated.test()));
        }
        if (context instanceof MqlParser.ComparedContext compared) {
            String operator = compared.comparison().getText();
            Constant value = constant(compared.constant());
            Operand operand = operand(compared.operand());
            return operand instanceof Operand.Attribute attribute
                    ? attributes.compare(attribute.name(), operator, value)
                    : metadata.compare(operand, operator, value);
        }
        if (context instanceof MqlParser.InSetContext inSet) {
            return negatedIf(inSet.negation, inSet(inSet));
        }
        if (context instanceof MqlParser.InRangeContext inRange) {
            return inRange(inRange);
        }
        if (context instanceof MqlParser.InListContext inList) {
            String name = words.listName(inList.getStart(), inList.WORD().getSymbol());
            return negatedIf(inList.negation, metadata.contains(name, constant(inList.constant())));
        }
        MqlParser.PresenceContext presence = (MqlParser.PresenceContext) context;
        if (!words.isMetaName(presence.WORD().getSymbol())) {
            throw words.unexpected(presence.negation == null ? presence.present : presence.negation, 0);
        }
        return negatedIf(
                presence.negation, metadata.present(presence.WORD().getSymbol().getText()));
    }

    private Condition inSet(MqlParser.InSetContext context) {
        List<Constant> values = context.constant().stream().map(this::constant).toList();
        if (values.stream().anyMatch(Constant.Day.class::isInstance)) {
            throw MqlError.rule("in_set", "in_set operation is not supported for date()");
        }
        Operand operand = operand(context.operand());
        if (operand instanceof Operand.Attribute attribute) {
            return attributes.inSet(attribute.name(), values);
        }
        // "[all] not in" asks for some element outside, which is the same as not "[all] in".
        return metadata.inSet(operand, values);
    }

    private Condition inRange(MqlParser.InRangeContext context) {
        Constant low = constant(context.constant(0));
        Constant high = constant(context.constant(1));
        boolean sameKind = low.getClass().equals(high.getClass())
                && (!(low instanceof Constant.Numeral a && high instanceof Constant.Numeral b)
                        || a.integer() == b.integer());
        if (!sameKind) {
            throw MqlError.rule("in_range", "Range ends must be of the same type");
        }
        Operand operand = operand(context.operand());
        Condition inside = operand instanceof Operand.Attribute attribute
                ? attributes.inRange(attribute.name(), low, high)
                : metadata.inRange(operand, low, high);
        return negatedIf(context.negation, inside);
    }

    private Operand operand(MqlParser.OperandContext context) {
        if (context instanceof MqlParser.LengthContext length) {
            return new Operand.Length(words.metaName(length.WORD().getSymbol()));
        }
        if (context instanceof MqlParser.PlainContext plain) {
            Token token = plain.getStart();
            return words.isMetaName(token)
                    ? new Operand.Value(token.getText(), "")
                    : new Operand.Attribute(words.attribute(token));
        }
        MqlParser.ElementContext element = (MqlParser.ElementContext) context;
        Token name = element.WORD(0).getSymbol();
        if (!words.isMetaName(name)) {
            throw words.unexpected(element.open, 0);
        }
        if (element.anyOf != null) {
            return new Operand.Value(name.getText(), "[*]");
        }
        if (element.allOf != null) {
            return new Operand.Every(name.getText());
        }
        if (element.key != null) {
            return new Operand.Value(name.getText(), "." + Constant.quoted(words.unquoted(element.key)));
        }
        return new Operand.Value(name.getText(), "[" + words.integer(element.index) + "]");
    }

    Constant constant(MqlParser.ConstantContext context) {
        if (context instanceof MqlParser.QuotedContext quoted) {
            return new Constant.Text(words.unquoted(quoted.STRING().getSymbol()));
        }
        if (context instanceof MqlParser.DatetimeContext datetime) {
            return words.datetime(text(datetime.text()));
        }
        if (context instanceof MqlParser.DateContext date) {
            return words.day(text(date.text(0)), date.text().size() > 1 ? text(date.text(1)) : "+00:00");
        }
        return words.bare(context.getStart());
    }

    private String text(MqlParser.TextContext context) {
        return context.STRING() == null
                ? context.getText()
                : words.unquoted(context.STRING().getSymbol());
    }

    private static Condition negatedIf(@Nullable Token negation, Condition condition) {
        return negation == null ? condition : new Condition.Not(condition);
    }
}
