package org.muster.connectors.metacat;

import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.muster.connectors.transport.ClientCertificate;
import org.muster.connectors.transport.Limits;
import org.muster.connectors.transport.Transport;

/** Where the content of {@code X-Authentication-Token} comes from. */
public interface MetaCatAuth {
    /** A token that should be valid now. */
    String token();

    /** MetaCat did not accept {@code token}: the next one must be new. */
    void refused(String token);

    /** Exchanges an access token of the identity provider for MetaCat's own. */
    static MetaCatAuth bearer(URI authUrl, String username, Supplier<String> accessToken, Clock clock) {
        Transport transport = new Transport("metacat", Limits.DEFAULT);
        return new MetaCatLogin(
                () -> transport,
                () -> MetaCatHttp.call(
                                "GET", authUrl + "/auth?method=token&username=" + MetaCatHttp.escape(username), "")
                        .with("Authorization", "bearer " + accessToken.get()),
                clock);
    }

    /** User name and password by MetaCat's {@code ldap} method; the one called digest does not work in any known version. */
    static MetaCatAuth password(URI authUrl, String username, String password, Clock clock) {
        Transport transport = new Transport("metacat", Limits.DEFAULT);
        return new MetaCatLogin(
                () -> transport,
                () -> MetaCatHttp.call("POST", authUrl + "/auth?method=ldap", username + ":" + password),
                clock);
    }

    /** A certificate, or a proxy made of one, whose name MetaCat knows the user by. */
    static MetaCatAuth x509(URI authUrl, String username, ClientCertificate certificate, Clock clock) {
        return new MetaCatLogin(
                () -> Transport.certified("metacat", Limits.DEFAULT, certificate),
                () -> MetaCatHttp.call(
                        "GET", authUrl + "/auth?method=x509&username=" + MetaCatHttp.escape(username), ""),
                clock);
    }
}
