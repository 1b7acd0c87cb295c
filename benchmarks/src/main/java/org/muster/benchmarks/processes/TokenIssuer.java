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
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;
import org.muster.protocol.http.Json;

/**
 * Stands in for the webapp: an identity provider with one key, who gives programs the tokens that they ask for. Besides, it takes
 * whatever it is told and knows nothing.
 */
public final class TokenIssuer implements AutoCloseable {
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final String NAME = "benchmark";

    private final RSAKey key;
    private final HttpServer server;

    public TokenIssuer() {
        try {
            key = new RSAKeyGenerator(2048).keyID(NAME).generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException e) {
            throw new IllegalStateException("no key can be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
        String keys = new JWKSet(key).toString();
        server.createContext("/oauth2/jwks", exchange -> answer(exchange, 200, keys));
        server.createContext("/oauth2/token", exchange -> answer(exchange, 200, tokenFor(form(exchange))));
        server.createContext(
                "/", exchange -> answer(exchange, exchange.getRequestMethod().equals("GET") ? 404 : 200, "{}"));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            form.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    /** Our own surfaces are named by the scope alone. */
    private String tokenFor(Map<String, String> form) {
        String scope = form.getOrDefault("scope", "");
        return Json.text(Map.of(
                "access_token",
                token(scope, form.getOrDefault("audience", scope)),
                "token_type",
                "Bearer",
                "expires_in",
                LIFETIME.toSeconds()));
    }

    public String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String token() {
        return token(Surface.CONTROL.scope(), Surface.CONTROL.audience());
    }

    @SuppressWarnings("JavaUtilDate") // the JWT library takes nothing else
    private String token(String scope, String audience) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(name())
                .subject(NAME)
                .expirationTime(Date.from(Clock.systemUTC().instant().plus(LIFETIME)))
                .audience(audience)
                .claim("scope", scope)
                .claim("groups", List.of(Role.SERVICE.group()))
                .build();
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(NAME).build(), claims);
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
