package org.muster.sandbox.metacat.mql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;

/**
 * Reads a query. The real server needs no blank between a keyword and the next word, so where a text cannot be read a
 * keyword is split from the word that it stands against, if that leads further.
 */
final class Parsing {

    /** A list of a few thousand file names is the longest that makes sense. */
    private static final int MAX_CHARS = 1_000_000;
    /** Keywords without a blank behind them in one query. */
    private static final int MAX_SPLITS = 50;

    /** What stands first in a name behind one of these keywords is a keyword too, although a name would do. */
    private static final Map<String, List<String>> EAGER = Map.of(
            "files", List.of("from", "selected"),
            "from", List.of("datasets", "matching"),
            "datasets", List.of("matching"),
            "selected", List.of("by"),
            "matching", List.of("regexp"));

    private static final Pattern COUNT = Pattern.compile("([+-]?\\d++).+");
    private static final Pattern NUMBER = Pattern.compile("([+-]?\\d++(?:\\.\\d*+)?+).+");
    private static final Pattern COMPARISON = Pattern.compile("[=!<>~*]+");
    private static final List<String> KEYWORDS = keywords();

    private Parsing() {}

    /** A query that can be read, and the words that it is made of. */
    record Read(MqlParser.QueryContext query, Words words) {}

    private sealed interface Attempt {
        record Good(MqlParser.QueryContext query) implements Attempt {}

        /** How far it could be read. */
        record Stopped(int token) implements Attempt {}
    }

    private record Trial(List<Token> tokens, Attempt attempt) {
        /** Counted in letters. */
        int reach() {
            return attempt instanceof Attempt.Stopped stopped
                    ? tokens.get(stopped.token()).getStartIndex()
                    : Integer.MAX_VALUE;
        }
    }

    static Read of(String text) {
        if (text.length() > MAX_CHARS) {
            throw MqlError.syntax(String.format(Locale.ROOT, "the query is longer than %d characters", MAX_CHARS));
        }
        Trial trial = trial(eager(tokens(text)));
        for (int splits = 0; splits < MAX_SPLITS && trial.attempt() instanceof Attempt.Stopped stopped; splits++) {
            Trial current = trial;
            Optional<Trial> further = IntStream.of(stopped.token(), stopped.token() - 1)
                    .filter(index -> index >= 0)
                    .boxed()
                    .flatMap(index -> splits(current.tokens(), index))
                    .map(tokens -> trial(eager(tokens)))
                    .filter(other -> other.reach() > current.reach())
                    .max(Comparator.comparingInt(Trial::reach));
            if (further.isEmpty()) {
                break;
            }
            trial = further.get();
        }
        Words words = new Words(text, trial.tokens());
        if (trial.attempt() instanceof Attempt.Good good) {
            return new Read(good.query(), words);
        }
        throw words.stoppedAt(((Attempt.Stopped) trial.attempt()).token());
    }

    private static List<String> keywords() {
        Vocabulary vocabulary = MqlLexer.VOCABULARY;
        return IntStream.rangeClosed(1, vocabulary.getMaxTokenType())
                .mapToObj(type -> Optional.ofNullable(vocabulary.getLiteralName(type)))
                .flatMap(Optional::stream)
                .map(literal -> literal.substring(1, literal.length() - 1))
                .filter(literal -> Character.isLetter(literal.charAt(0)))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static boolean isGlued(Token token, String keyword) {
        return token.getText().length() > keyword.length() && token.getText().startsWith(keyword);
    }

    /** A word may be a keyword and a rest, or a number and a rest, which may begin with a keyword itself. */
    private static Stream<List<Token>> splits(List<Token> tokens, int index) {
        Matcher number = NUMBER.matcher(tokens.get(index).getText());
        if (!number.matches()) {
            return keywordSplits(tokens, index);
        }
        List<Token> parted = split(tokens, index, number.group(1).length());
        return Stream.concat(Stream.of(parted), keywordSplits(parted, index + 1));
    }

    private static Stream<List<Token>> keywordSplits(List<Token> tokens, int index) {
        return KEYWORDS.stream()
                .filter(keyword -> isGlued(tokens.get(index), keyword))
                .map(keyword -> split(tokens, index, keyword.length()));
    }

    private static List<Token> tokens(String text) {
        MqlLexer lexer = new MqlLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        CommonTokenStream stream = new CommonTokenStream(lexer);
        stream.fill();
        return stream.getTokens();
    }

    private static List<Token> eager(List<Token> tokens) {
        List<Token> result = signed(tokens);
        for (int i = 1; i < result.size(); i++) {
            Token token = result.get(i);
            String before = result.get(i - 1).getText();
            boolean named = result.size() > i + 1 && result.get(i + 1).getText().equals(":");
            Matcher count = COUNT.matcher(token.getText());
            Optional<Integer> length = EAGER.getOrDefault(before, List.of()).stream()
                    .filter(keyword -> named && isGlued(token, keyword))
                    .findFirst()
                    .map(String::length)
                    .or(() -> (before.equals("skip") || before.equals("limit")) && count.matches()
                            ? Optional.of(count.group(1).length())
                            : Optional.empty());
            if (length.isPresent()) {
                result = split(result, i, length.get());
            }
        }
        return result;
    }

    /** Behind a comparison a minus belongs to what follows it, even if that is no number. */
    private static List<Token> signed(List<Token> tokens) {
        List<Token> result = new ArrayList<>();
        for (Token token : tokens) {
            int last = result.size() - 1;
            boolean joins = last > 0
                    && token.getType() == MqlLexer.WORD
                    && result.get(last).getText().equals("-")
                    && result.get(last).getStopIndex() + 1 == token.getStartIndex()
                    && COMPARISON.matcher(result.get(last - 1).getText()).matches();
            if (joins) {
                CommonToken joined = new CommonToken(result.remove(last));
                joined.setType(MqlLexer.WORD);
                joined.setText("-" + token.getText());
                joined.setStopIndex(token.getStopIndex());
                result.add(joined);
            } else {
                result.add(token);
            }
        }
        return result;
    }

    /** The same with one token made two or more, each where it stands in the text. */
    private static List<Token> split(List<Token> tokens, int index, int length) {
        Token whole = tokens.get(index);
        List<Token> result = new ArrayList<>(tokens.subList(0, index));
        addParts(result, whole, 0, length);
        addParts(result, whole, length, whole.getText().length());
        result.addAll(tokens.subList(index + 1, tokens.size()));
        return result;
    }

    private static void addParts(List<Token> result, Token whole, int from, int to) {
        for (Token part : tokens(whole.getText().substring(from, to))) {
            if (part.getType() != Token.EOF) {
                CommonToken placed = new CommonToken(part.getType(), part.getText());
                placed.setLine(whole.getLine());
                placed.setCharPositionInLine(whole.getCharPositionInLine() + from + part.getCharPositionInLine());
                placed.setStartIndex(whole.getStartIndex() + from + part.getStartIndex());
                placed.setStopIndex(whole.getStartIndex() + from + part.getStopIndex());
                result.add(placed);
            }
        }
    }

    /** Tokens remember their place in a list, so each trial has its own. */
    private static Trial trial(List<Token> words) {
        List<Token> tokens = words.stream().<Token>map(CommonToken::new).toList();
        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(tokens));
        MqlParser parser = new MqlParser(stream);
        parser.removeErrorListeners();
        FirstError first = new FirstError();
        parser.addErrorListener(first);
        try {
            return new Trial(tokens, new Attempt.Good(parser.query()));
        } catch (FirstError.Met met) {
            return new Trial(tokens, new Attempt.Stopped(met.token));
        }
    }

    /** The first error ends the parse. */
    private static final class FirstError extends BaseErrorListener {

        private static final class Met extends RuntimeException {

            private static final long serialVersionUID = 1L;

            private final int token;

            Met(int token) {
                super(null, null, false, false);
                this.token = token;
            }
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object offendingSymbol,
                int line,
                int column,
                String message,
                RecognitionException error) {
            throw new Met(((Token) offendingSymbol).getTokenIndex());
        }
    }
}
