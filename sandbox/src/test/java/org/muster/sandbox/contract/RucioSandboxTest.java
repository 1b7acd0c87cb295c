package org.muster.sandbox.contract;

import java.net.URI;
import java.time.Clock;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioServerContract;
import org.muster.sandbox.RunningSandbox;

class RucioSandboxTest extends RucioServerContract {
    static final URI URL = URI.create(RunningSandbox.INSTANCE.base() + "/rucio");
    private static final RucioClient RUCIO = new RucioClient(
            URL, RucioAuth.userpass(URL, "muster", "muster", RunningSandbox.MUSTER_PASSWORD, Clock.systemUTC()));

    @Override
    protected RucioClient rucio() {
        return RUCIO;
    }
}
