package org.muster.sandbox.metacat.mql;

import org.jspecify.annotations.Nullable;

/** Compiles the text of a query to one SQL statement with bound values. */
public final class Mql {

    private Mql() {}

    /** What a query finds. */
    public sealed interface Compiled {

        /**
         * Files.
         *
         * @param rows  has the columns {@code fid} and {@code created_timestamp}; may hold a file more than once
         * @param order to be put after a selection from it named {@code t}; empty if any will do
         */
        record Files(Sql rows, String order) implements Compiled {}

        /**
         * Datasets.
         *
         * @param ids has the column {@code id}
         */
        record DatasetIds(Sql ids) implements Compiled {}

        /**
         * Named queries.
         *
         * @param condition on the table {@code metacat_queries}, named {@code q}
         */
        record Searched(Sql condition) implements Compiled {}
    }

    public static Compiled compile(String text, MqlScope scope) {
        Parsing.Read read = Parsing.of(text);
        MqlParser.QueryContext query = read.query();
        Words words = read.words();
        if (query instanceof MqlParser.TopFilesContext files) {
            Rows rows = new FileQueries(words, scope, 0).rows(files.fileQuery());
            return new Compiled.Files(rows.sql(), rows.order().clause());
        }
        if (query instanceof MqlParser.TopDatasetsContext datasets) {
            return new Compiled.DatasetIds(
                    new Datasets(words).ids(datasets.datasetQuery().dsSelector()));
        }
        return new Compiled.Searched(searched(words, ((MqlParser.TopQueriesContext) query).querySearch()));
    }

    private static Sql searched(Words words, MqlParser.QuerySearchContext search) {
        Conditions conditions = new Conditions(words, QueriedTable.QUERIES);
        if (search instanceof MqlParser.SearchRegexpContext regexp) {
            Sql named = Sql.of(
                    "q.namespace = ? and q.name ~ ?",
                    words.name(regexp.word().getStart()),
                    words.unquoted(regexp.STRING().getSymbol()));
            return and(named, conditions, regexp.condition());
        }
        MqlParser.SearchPatternContext pattern = (MqlParser.SearchPatternContext) search;
        Sql named = Sql.of(
                "q.namespace = ? and q.name like ?",
                words.name(pattern.word(0).getStart()),
                Datasets.like(words.pattern(pattern.word(1).getStart())));
        return and(named, conditions, pattern.condition());
    }

    private static Sql and(Sql named, Conditions conditions, MqlParser.@Nullable ConditionContext condition) {
        return condition == null
                ? named
                : Sql.format("%s and %s", named, conditions.of(condition).sql());
    }
}
