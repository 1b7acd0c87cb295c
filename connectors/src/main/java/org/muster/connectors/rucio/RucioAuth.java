package org.muster.connectors.rucio;

import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.muster.connectors.transport.Call;
import org.muster.connectors.transport.ClientCertificate;
import org.muster.connectors.transport.Login;
import org.muster.connectors.transport.Target;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.connectors.transport.Transport;
import org.muster.protocol.identity.TokenSource;

/** The ways to come by a token of Rucio's own; an access token of the identity provider is sent as it is. */
public final class RucioAuth {
    private RucioAuth() {}

    /** User name and password, exchanged for a token that lives an hour. */
    public static TokenSource userpass(URI authUrl, String account, String username, String password, Clock clock) {
        Transport transport = new Transport("rucio", TrafficLimits.DEFAULT);
        Call login = Call.get(authUrl, Target.of("/auth/userpass"))
                .with("X-Rucio-Username", username)
                .with("X-Rucio-Password", password);
        return login(() -> transport, as(login, account), clock);
    }

    /** A certificate, or a proxy made of one, exchanged for a token that lives an hour. */
    public static TokenSource x509(URI authUrl, String account, ClientCertificate certificate, Clock clock) {
        return login(
                () -> Transport.certified("rucio", TrafficLimits.DEFAULT, certificate),
                as(Call.get(authUrl, Target.of("/auth/x509")), account),
                clock);
    }

    private static TokenSource login(Supplier<Transport> transport, Call call, Clock clock) {
        return Login.at(transport, () -> call, RucioLogin::read, clock);
    }

    /** An identity with several accounts must say which. */
    private static Call as(Call login, String account) {
        return account.isEmpty() ? login : login.with("X-Rucio-Account", account);
    }
}
