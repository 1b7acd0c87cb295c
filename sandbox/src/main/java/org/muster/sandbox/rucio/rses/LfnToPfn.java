package org.muster.sandbox.rucio.rses;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.muster.sandbox.rucio.http.UncheckedDid;

/** Where a deterministic RSE keeps a file: computed from the name alone. */
final class LfnToPfn {

    private LfnToPfn() {}

    /** The MD5 is of the scope as it is; only the directory writes the dots of a user's or group's scope as slashes. */
    static String hash(UncheckedDid did) {
        String md5 = md5(did.toString());
        return String.format(
                Locale.ROOT,
                "%s/%s/%s/%s",
                directory(did.scope()),
                md5.substring(0, 2),
                md5.substring(2, 4),
                did.name());
    }

    static String identity(UncheckedDid did) {
        return directory(did.scope()) + "/" + did.name();
    }

    private static String directory(String scope) {
        return scope.startsWith("user") || scope.startsWith("group") ? scope.replace('.', '/') : scope;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
