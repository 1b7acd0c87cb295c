package org.muster.connectors.rucio;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.muster.connectors.fake.FakeRucio;
import org.muster.protocol.identity.TokenSource;

class RucioWireFakeTest extends RucioWireContract {
    private final FakeRucio server = new FakeRucio();

    @BeforeEach
    void storages() {
        server.addRse(disk(), "UK_North", "DISK");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected URI url() {
        return server.url();
    }

    @Override
    protected TokenSource muster() {
        return login("muster");
    }

    @Override
    protected Optional<TokenSource> root() {
        return Optional.of(login("root"));
    }

    private TokenSource login(String account) {
        return RucioAuth.userpass(server.url(), account, account, FakeRucio.PASSWORD, Clock.systemUTC());
    }
}
