package org.muster.sandbox.rucio.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name rules of Rucio's {@code generic} schema. */
public final class NameRules {

    /** Most items of one list in one request. */
    public static final int MAX_ITEMS = 1000;

    private static final Pattern NAME = Pattern.compile("[/A-Za-z0-9][/A-Za-z0-9.\\-_]{0,249}");
    private static final Pattern SCOPE = Pattern.compile("[a-zA-Z_\\-.0-9]{1,25}");
    private static final Pattern ADLER32 = Pattern.compile("[a-fA-F\\d]{8}");
    private static final Pattern MD5 = Pattern.compile("[a-fA-F\\d]{32}");

    private NameRules() {}

    public static UncheckedDid checked(UncheckedDid did) {
        requireMatch(SCOPE, did.scope(), "scope");
        requireMatch(NAME, did.name(), "name");
        return did;
    }

    public static void requireScope(String scope) {
        requireMatch(SCOPE, scope, "scope");
    }

    public static void requireAdler32(String checksum) {
        requireMatch(ADLER32, checksum, "adler32");
    }

    public static void requireMd5(String checksum) {
        requireMatch(MD5, checksum, "md5");
    }

    public static void requireItems(int size) {
        requireItems(size, MAX_ITEMS);
    }

    public static void requireItems(int size, int most) {
        if (size > most) {
            throw RucioRefusal.invalidObject(
                    String.format(Locale.ROOT, "[%d items] is too long (at most %d)", size, most));
        }
    }

    private static void requireMatch(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw RucioRefusal.invalidObject(String.format(
                    Locale.ROOT, "Problem with %s : '%s' does not match '^%s$'", what, value, pattern.pattern()));
        }
    }
}
