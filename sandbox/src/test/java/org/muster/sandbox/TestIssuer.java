package org.muster.sandbox;

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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.muster.domain.identity.Surface;

/** An identity provider with a key of its own, reduced to its key set. */
public final class TestIssuer implements AutoCloseable {

    private final RSAKey key;
    private final HttpServer server;

    TestIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            try (var body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
    }

    public RSAKey key() {
        return key;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A good token of this issuer, for whom its scope says. */
    public String token(String user, String scope, String... groups) {
        String audience =
                scope.startsWith("storage.") ? Surface.ANY_STORAGE : groups.length > 0 ? "muster.control" : scope;
        return token(
                user, claims -> claims.audience(audience).claim("scope", scope).claim("groups", List.of(groups)));
    }

    public String token(String user, Consumer<JWTClaimsSet.Builder> more) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(url())
                .subject(user)
                .claim("preferred_username", user)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        more.accept(claims);
        return sign(key, claims.build());
    }

    /** As jobs get them: for storages alone. */
    public String forStorage(String audience, String scope) {
        return sign(
                key,
                new JWTClaimsSet.Builder()
                        .issuer(url())
                        .subject("1.0@schedd.example")
                        .audience(audience)
                        .claim("scope", scope)
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
    }

    public String expired(String user, String scope) {
        return sign(
                key,
                new JWTClaimsSet.Builder()
                        .issuer(url())
                        .subject(user)
                        .claim("scope", scope)
                        .expirationTime(Date.from(Instant.now().minusSeconds(600)))
                        .build());
    }

    /** Says all the right things, signed with somebody else's key. */
    public String forged(String user, String scope) {
        try {
            RSAKey other = new RSAKeyGenerator(2048).keyID("test").generate();
            return sign(
                    other,
                    new JWTClaimsSet.Builder()
                            .issuer(url())
                            .subject(user)
                            .claim("scope", scope)
                            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                            .build());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
