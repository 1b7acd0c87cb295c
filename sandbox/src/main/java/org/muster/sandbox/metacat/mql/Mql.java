package org.muster.sandbox.metacat.mql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Compiles the text of a query to one SQL statement with bound values. */
public final class Mql {

    /** A list of a few thousand file names is the longest that makes sense. */
    private static final int MAX_CHARS = 1_000_000;

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
        MqlParser.QueryContext query = parse(text);
        Words words = new Words(text);
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

    static MqlParser.QueryContext parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw MqlError.syntax(String.format(Locale.ROOT, "the query is longer than %d characters", MAX_CHARS));
        }
        MqlLexer lexer = new MqlLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        MqlParser parser = new MqlParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(new FirstError(text));
        return parser.query();
    }

    private static Sql searched(Words words, MqlParser.QuerySearchContext search) {
        Conditions conditions = new Conditions(words, Subject.QUERIES);
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

    /** The first error ends the parse. */
    private static final class FirstError extends BaseErrorListener {

        private final String query;

        FirstError(String query) {
            this.query = query;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object offendingSymbol,
                int line,
                int column,
                String message,
                RecognitionException error) {
            Token token = (Token) offendingSymbol;
            namespaceBefore((Parser) recognizer, token);
            if (token.getType() == Token.EOF) {
                throw MqlError.syntax("Unexpected end-of-input. Expected one of: " + System.lineSeparator());
            }
            throw new Words(query).unexpected(token, 0);
        }

        /** What stands behind "matching" is a namespace first of all, and that cannot be a pattern. */
        private void namespaceBefore(Parser parser, Token token) {
            int before = token.getTokenIndex() - 1;
            List<Token> tokens = new ArrayList<>();
            for (int i = 0; i <= before; i++) {
                Token earlier = parser.getTokenStream().get(i);
                if (earlier.getChannel() == Token.DEFAULT_CHANNEL) {
                    tokens.add(earlier);
                }
            }
            int count = tokens.size();
            if (count >= 2 && tokens.get(count - 2).getText().equals("matching")) {
                new Words(query).name(tokens.get(count - 1));
            }
        }
    }
}
