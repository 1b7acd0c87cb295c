package org.muster.connectors.rucio;

import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;
import org.muster.connectors.transport.Limits;
import org.muster.connectors.transport.Transport;

/** Where the content of {@code X-Rucio-Auth-Token} comes from. */
public interface RucioAuth {
    /** A token that should be valid now. */
    String token();

    /** Rucio did not accept {@code token}: the next one must be new. */
    void refused(String token);

    /** An access token of the identity provider, sent as it is; the supplier keeps it fresh. */
    static RucioAuth bearer(Supplier<String> accessToken) {
        return new RucioAuth() {
            @Override
            public String token() {
                return accessToken.get();
            }

            @Override
            public void refused(String token) {
                // The supplier renews by the token's own end; there is nothing to forget here.
            }
        };
    }

    /** User name and password, exchanged for a token that lives an hour. */
    static RucioAuth userpass(URI authUrl, String account, String username, String password, Clock clock) {
        return new PasswordLogin(new Transport("rucio", Limits.DEFAULT), authUrl, account, username, password, clock);
    }
}
