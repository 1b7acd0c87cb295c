package org.muster.webapp.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.UUID;

/** The signing key of the built-in identity provider, made on first start and readable by its owner only. */
final class SigningKeys {
    private static final int BITS = 2048;

    private SigningKeys() {}

    /** @param file where the key is kept; empty for a key that lives as long as this process */
    static JWKSet load(String file) {
        if (file.isBlank()) {
            return new JWKSet(generate());
        }
        Path path = Path.of(file);
        try {
            if (!Files.exists(path)) {
                write(path, new JWKSet(generate()).toString(false));
            }
            return JWKSet.load(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the signing key in " + path, e);
        } catch (ParseException e) {
            throw new IllegalStateException("not a JSON Web Key Set: " + path, e);
        }
    }

    private static void write(Path path, String text) throws IOException {
        Path part = Files.createTempFile(
                path.toAbsolutePath().getParent(),
                "keys",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(part, text);
        try {
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(part);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("no RSA in this Java", e);
        }
    }
}
