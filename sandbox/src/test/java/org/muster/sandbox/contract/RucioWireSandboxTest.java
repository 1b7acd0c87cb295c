package org.muster.sandbox.contract;

import java.net.URI;
import java.util.Optional;
import org.muster.connectors.rucio.RucioWireContract;
import org.muster.protocol.identity.TokenSource;
import org.muster.sandbox.RunningSandbox;

class RucioWireSandboxTest extends RucioWireContract {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    @Override
    protected URI url() {
        return URI.create(SANDBOX.base() + "/rucio");
    }

    @Override
    protected TokenSource muster() {
        return () -> SANDBOX.issuer().token("muster", "rucio");
    }

    @Override
    protected Optional<TokenSource> root() {
        return Optional.of(() -> SANDBOX.issuer().token("root", "rucio"));
    }
}
