package org.muster.allocator.grid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;

/** An identity provider with one key. */
public final class Issuer implements AutoCloseable {
    public static final String NAME = "http://issuer.example";

    private final RSAKey key = newKey();
    private final HttpServer server;

    public Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] keys = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
    }

    public static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("test-key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI jwksUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    }

    public String token(String... groups) {
        return token(key, NAME, Instant.now().plusSeconds(3600), groups);
    }

    /** A program's token for bringing slots, or for something else. */
    public String scoped(String scope) {
        return token(claims -> claims.audience(Surface.PILOTS.audience()).claim("scope", scope));
    }

    /** For the control surface: a program's if it is of the services, a person's otherwise. */
    public String token(RSAKey signer, String issuer, Instant expires, String... groups) {
        String scope = List.of(groups).contains(Role.SERVICE.group()) ? Surface.CONTROL.scope() : Surface.PERSON_SCOPE;
        return token(
                signer,
                issuer,
                expires,
                claims -> claims.audience(Surface.CONTROL.audience())
                        .claim("scope", scope)
                        .claim("groups", List.of(groups)));
    }

    public String token(Consumer<JWTClaimsSet.Builder> more) {
        return token(key, NAME, Instant.now().plusSeconds(3600), more);
    }

    @SuppressWarnings("JavaUtilDate") // the JWT library takes nothing else
    private static String token(RSAKey signer, String issuer, Instant expires, Consumer<JWTClaimsSet.Builder> more) {
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder().issuer(issuer).subject("tester").expirationTime(Date.from(expires));
        more.accept(claims);
        return sign(signer, claims.build());
    }

    private static String sign(RSAKey signer, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(signer.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(signer));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public RSAKey key() {
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
