package org.muster.connectors.metacat;

import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.muster.connectors.transport.ClientCertificate;
import org.muster.connectors.transport.Login;
import org.muster.connectors.transport.Target;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.connectors.transport.Transport;
import org.muster.protocol.identity.TokenSource;

/** The ways to come by the content of {@code X-Authentication-Token}. */
public final class MetaCatAuth {
    private MetaCatAuth() {}

    /** Exchanges an access token of the identity provider for MetaCat's own. */
    public static TokenSource bearer(URI authUrl, String username, Supplier<String> accessToken, Clock clock) {
        Transport transport = new Transport("metacat", TrafficLimits.DEFAULT);
        return Login.at(
                () -> transport,
                () -> MetaCatHttp.call("GET", authUrl, Target.of("/auth?method=token&username={user}", username), "")
                        .with("Authorization", "bearer " + accessToken.get()),
                MetaCatLogin::read,
                clock);
    }

    /** User name and password by MetaCat's {@code ldap} method; the one called digest does not work in any known version. */
    public static TokenSource password(URI authUrl, String username, String password, Clock clock) {
        Transport transport = new Transport("metacat", TrafficLimits.DEFAULT);
        return Login.at(
                () -> transport,
                () -> MetaCatHttp.call("POST", authUrl, Target.of("/auth?method=ldap"), username + ":" + password),
                MetaCatLogin::read,
                clock);
    }

    /** A certificate, or a proxy made of one, whose name MetaCat knows the user by. */
    public static TokenSource x509(URI authUrl, String username, ClientCertificate certificate, Clock clock) {
        return Login.at(
                () -> Transport.certified("metacat", TrafficLimits.DEFAULT, certificate),
                () -> MetaCatHttp.call("GET", authUrl, Target.of("/auth?method=x509&username={user}", username), ""),
                MetaCatLogin::read,
                clock);
    }
}
