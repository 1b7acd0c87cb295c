package org.muster.domain.data;

import java.util.regex.Pattern;

/**
 * The only name of a file or dataset, {@code scope:name}; {@code parse(did.toString())} equals {@code did}.
 *
 * <p>Character classes and lengths are those a Rucio server with the generic schema accepts.
 */
public record Did(String scope, String name) implements Comparable<Did> {
    public static final int MAX_SCOPE = 25;
    public static final int MAX_NAME = 250;

    private static final Pattern SCOPE = Pattern.compile("[a-zA-Z_\\-.0-9]{1," + MAX_SCOPE + "}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][/A-Za-z0-9.\\-_]{0," + (MAX_NAME - 1) + "}");

    public Did {
        if (!SCOPE.matcher(scope).matches()) {
            throw new IllegalArgumentException("a scope has 1 to " + MAX_SCOPE
                    + " letters, digits, dots, hyphens or underscores, not '" + scope + "'");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a file or dataset name begins with a letter or digit and has at most "
                    + MAX_NAME + " of A-Z a-z 0-9 . _ - /, not '" + name + "'");
        }
    }

    public static Did parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a DID looks like scope:name, not '" + text + "'");
        }
        return new Did(text.substring(0, colon), text.substring(colon + 1));
    }

    public static boolean isScope(String text) {
        return SCOPE.matcher(text).matches();
    }

    @Override
    public int compareTo(Did other) {
        int byScope = scope.compareTo(other.scope);
        return byScope != 0 ? byScope : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return scope + ":" + name;
    }
}
