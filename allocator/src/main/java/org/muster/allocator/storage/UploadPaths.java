package org.muster.allocator.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.muster.domain.data.Did;
import org.muster.protocol.control.Inventory;

/** Where an upload goes on a storage: below its prefix, by Rucio's hash algorithm. */
public final class UploadPaths {
    private UploadPaths() {}

    public static String of(Inventory.Storage storage, Did did) {
        return storage.writePrefix().orElse("") + "/" + path(did);
    }

    /** Dots in scopes of users and groups become directories; the hash is over the scope as it is. */
    static String path(Did did) {
        boolean personal = did.scope().startsWith("user") || did.scope().startsWith("group");
        String scope = personal ? did.scope().replace('.', '/') : did.scope();
        String hash = md5(did.toString());
        return scope + "/" + hash.substring(0, 2) + "/" + hash.substring(2, 4) + "/" + did.name();
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
