package org.muster.sandbox.contract;

import java.net.URI;
import java.util.Optional;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.connectors.rucio.RucioWireContract;
import org.muster.connectors.transport.TokenSource;
import org.muster.sandbox.RunningSandbox;

class RucioWireSandboxTest extends RucioWireContract {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;

    @Override
    protected URI url() {
        return URI.create(SANDBOX.base() + "/rucio");
    }

    @Override
    protected TokenSource muster() {
        return RucioAuth.bearer(() -> SANDBOX.issuer().token("muster", "rucio"));
    }

    @Override
    protected Optional<TokenSource> root() {
        return Optional.of(RucioAuth.bearer(() -> SANDBOX.issuer().token("root", "rucio")));
    }
}
