package org.muster.connectors.metacat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.data.Did;

/**
 * What can be told of a query without asking MetaCat. Text that is no MQL yields nothing: MetaCat says what is wrong with it. So these
 * are words and brackets rather than the sandbox's grammar, which refuses whatever it does not know (ADR 0011).
 */
public final class MqlText {
    private static final String WORD_SIGNS = "_./:@$*?%^-~";
    private static final Set<String> AFTER_A_NAME = Set.of("with", "subsets", "recursively");

    private final List<Token> tokens;

    private record Token(String text, int line, int column) {
        boolean is(String word) {
            return text.equals(word);
        }
    }

    public MqlText(String mql) {
        this.tokens = tokens(mql);
    }

    /** The datasets that are named one by one; MetaCat answers with nothing for those it does not know. */
    public List<Did> datasets() {
        List<Did> names = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("from")) {
                readNames(i + 1, names);
            }
        }
        return names.stream().distinct().toList();
    }

    private void readNames(int from, List<Did> names) {
        int at = from < tokens.size() && tokens.get(from).is("datasets") ? from + 1 : from;
        while (at < tokens.size()) {
            String word = tokens.get(at).text();
            if (word.equals("matching")) {
                at += at + 1 < tokens.size() && tokens.get(at + 1).is("regexp") ? 4 : 2;
            } else {
                did(word).ifPresent(names::add);
                at++;
            }
            while (at < tokens.size() && AFTER_A_NAME.contains(tokens.get(at).text())) {
                at++;
            }
            if (at >= tokens.size() || !tokens.get(at).is(",")) {
                return;
            }
            at++;
        }
    }

    private static Optional<Did> did(String word) {
        try {
            return Optional.of(Did.parse(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The first limit on files in no order: which ones it leaves is chance, and may differ each time. {@code skip} implies an
     * order.
     */
    public Optional<MqlFault> limitWithoutOrder() {
        Deque<Part> open = new ArrayDeque<>();
        Part part = new Part();
        for (Token token : tokens) {
            switch (token.text()) {
                case "(", "[", "{" -> {
                    open.push(part);
                    part = new Part();
                }
                case ")", "]", "}" -> {
                    if (part.unordered().isPresent()) {
                        return part.unordered();
                    }
                    part = open.isEmpty() ? new Part() : open.pop();
                }
                case ",", "-" -> {
                    if (part.unordered().isPresent()) {
                        return part.unordered();
                    }
                    part = new Part();
                }
                case "ordered", "skip" -> part.ordered = true;
                case "limit" -> part.limit = part.limit.or(() -> Optional.of(token));
                default -> {}
            }
        }
        return part.unordered();
    }

    /** A query up to where its meaning can no longer change. */
    private static final class Part {
        boolean ordered;
        Optional<Token> limit = Optional.empty();

        Optional<MqlFault> unordered() {
            return ordered
                    ? Optional.empty()
                    : limit.map(token -> new MqlFault(
                            token.line(), token.column(), "a limit without an order leaves files to chance"));
        }
    }

    private static List<Token> tokens(String mql) {
        List<Token> tokens = new ArrayList<>();
        int number = 0;
        for (String line : mql.lines().toList()) {
            number++;
            int at = 0;
            while (at < line.length()) {
                char sign = line.charAt(at);
                int end = at + 1;
                if (sign == '#') {
                    break;
                } else if (sign == '"' || sign == '\'') {
                    int closing = line.indexOf(sign, at + 1);
                    end = closing < 0 ? line.length() : closing + 1;
                } else if (isWordSign(sign)) {
                    while (end < line.length() && isWordSign(line.charAt(end))) {
                        end++;
                    }
                }
                if (!Character.isWhitespace(sign)) {
                    tokens.add(new Token(line.substring(at, end), number, at + 1));
                }
                at = end;
            }
        }
        return tokens;
    }

    private static boolean isWordSign(char sign) {
        return Character.isLetterOrDigit(sign) || WORD_SIGNS.indexOf(sign) >= 0;
    }
}
