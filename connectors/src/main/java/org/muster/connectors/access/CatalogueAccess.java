package org.muster.connectors.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.transport.ClientCertificate;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.protocol.identity.OwnTokens;
import org.muster.protocol.identity.TokenRequest;
import org.muster.protocol.identity.TokenSource;

/** Where the catalogues are and how to log in. None of the clients connects before it is used. */
public record CatalogueAccess(Rucio rucio, Metacat metacat, X509 x509) {
    /**
     * @param login oidc, userpass or x509
     * @param token what is asked of the identity provider for oidc
     */
    public record Rucio(
            URI url, URI authUrl, String login, String account, String user, String password, TokenRequest token) {
        @Override
        public String toString() {
            return "Rucio[" + url + ", " + login + "]";
        }
    }

    /**
     * @param login token, password or x509
     * @param token what is asked of the identity provider, to be exchanged for MetaCat's own
     */
    public record Metacat(URI url, URI authUrl, String login, String user, String password, TokenRequest token) {
        @Override
        public String toString() {
            return "Metacat[" + url + ", " + login + "]";
        }
    }

    /** Files in PEM; a proxy is named twice. Empty where no certificate is used. */
    public record X509(String certificate, String key, String trust) {
        ClientCertificate read() {
            if (certificate.isEmpty() || key.isEmpty()) {
                throw new IllegalArgumentException("a login by x509 needs a certificate and its key");
            }
            return new ClientCertificate(
                    Path.of(certificate),
                    Path.of(key),
                    trust.isEmpty() ? Optional.empty() : Optional.of(Path.of(trust)));
        }
    }

    public RucioClient rucio(OwnTokens tokens, Clock clock) {
        return rucio(tokens, clock, TrafficLimits.DEFAULT);
    }

    public RucioClient rucio(OwnTokens tokens, Clock clock, TrafficLimits limits) {
        TokenSource auth = switch (rucio.login()) {
            case "oidc" -> tokens.of(rucio.token());
            case "userpass" ->
                RucioAuth.userpass(rucio.authUrl(), rucio.account(), rucio.user(), rucio.password(), clock);
            case "x509" -> RucioAuth.x509(rucio.authUrl(), rucio.account(), x509.read(), clock);
            default -> throw new IllegalArgumentException("Rucio's login is oidc, userpass or x509");
        };
        return new RucioClient(rucio.url(), auth, limits);
    }

    public MetaCatClient metacat(OwnTokens tokens, Clock clock) {
        return metacat(tokens, clock, TrafficLimits.DEFAULT);
    }

    public MetaCatClient metacat(OwnTokens tokens, Clock clock, TrafficLimits limits) {
        TokenSource auth = switch (metacat.login()) {
            case "token" -> MetaCatAuth.bearer(metacat.authUrl(), metacat.user(), tokens.of(metacat.token()), clock);
            case "password" -> MetaCatAuth.password(metacat.authUrl(), metacat.user(), metacat.password(), clock);
            case "x509" -> MetaCatAuth.x509(metacat.authUrl(), metacat.user(), x509.read(), clock);
            default -> throw new IllegalArgumentException("MetaCat's login is token, password or x509");
        };
        return new MetaCatClient(metacat.url(), auth, limits);
    }
}
