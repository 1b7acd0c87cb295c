package org.muster.sandbox.metacat.mql;

import java.util.ArrayList;
import java.util.List;

/** Compiles selectors of datasets to SQL with the column {@code id}. */
final class Datasets {

    private final Words words;
    private final Conditions conditions;

    Datasets(Words words) {
        this.words = words;
        this.conditions = new Conditions(words, QueriedTable.DATASETS);
    }

    Sql ids(List<MqlParser.DsSelectorContext> selectors) {
        List<Sql> each = new ArrayList<>();
        selectors.forEach(selector -> each.add(ids(selector)));
        return Sql.join(each, " union ");
    }

    private Sql ids(MqlParser.DsSelectorContext selector) {
        boolean withSubsets = selector.subsets != null;
        Sql named = named(selector.dsName());
        Sql found = named;
        if (withSubsets) {
            found = Sql.format(
                    selector.recursively == null ? """
                              select b.id from (%s) b
                              union select c.child_id from (%s) b join metacat_dataset_children c on c.parent_id = b.id
                              """ : """
                              select r.id from (
                                  with recursive r (id) as (
                                      select b.id from (%s) b
                                      union select c.child_id from r join metacat_dataset_children c on c.parent_id = r.id)
                                  select id from r) r
                              """,
                    selector.recursively == null ? new Sql[] {named, named} : new Sql[] {named});
        }
        // Of an explicit name alone the real server forgets the condition; here it holds, as described.
        if (selector.condition() == null) {
            return found;
        }
        return Sql.format(
                "select d.id from metacat_datasets d where d.id in (%s) and %s",
                found, conditions.of(selector.condition()).sql());
    }

    private Sql named(MqlParser.DsNameContext context) {
        String select = "select d.id from metacat_datasets d where d.namespace = ? and d.name ";
        if (context instanceof MqlParser.RegexpNameContext regexp) {
            return Sql.of(
                    select + "~ ?",
                    words.name(regexp.word().getStart()),
                    words.unquoted(regexp.STRING().getSymbol()));
        }
        if (context instanceof MqlParser.PatternNameContext pattern) {
            return Sql.of(
                    select + "like ?",
                    words.name(pattern.word(0).getStart()),
                    like(words.pattern(pattern.word(1).getStart())));
        }
        MqlParser.PlainNameContext plain = (MqlParser.PlainNameContext) context;
        return Sql.of(
                select + "= ?",
                words.name(plain.word(0).getStart()),
                words.name(plain.word(1).getStart()));
    }

    /** SQL's own wildcards stay what they are: an underscore matches any letter, on the real server too. */
    static String like(String pattern) {
        return pattern.replace('*', '%').replace('?', '_');
    }
}
