package org.muster.benchmarks.processes;

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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;

/** An identity provider with one key, for the control surface. */
public final class TokenIssuer implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final RSAKey key;
    private final HttpServer server;

    public TokenIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("benchmark").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException("no key can be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
        byte[] keys = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/oauth2/jwks", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
    }

    public String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @SuppressWarnings("JavaUtilDate") // the JWT library takes nothing else
    public String token() {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(name())
                .subject("benchmark")
                .expirationTime(Date.from(Clock.systemUTC().instant().plus(LIFETIME)))
                .audience(Surface.CONTROL.audience())
                .claim("scope", Surface.CONTROL.scope())
                .claim("groups", List.of(Role.SERVICE.group()))
                .build();
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("benchmark").build(), claims);
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("no token can be signed", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
