package org.muster.sandbox.contract;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatServerContract;
import org.muster.sandbox.RunningSandbox;

class MetaCatSandboxTest extends MetaCatServerContract {
    static final URI URL = URI.create(RunningSandbox.INSTANCE.base() + "/metacat");
    private static final MetaCatClient METACAT = new MetaCatClient(
            URL,
            MetaCatAuth.password(
                    URI.create(URL + "/auth"), "muster", RunningSandbox.MUSTER_PASSWORD, Clock.systemUTC()));

    private static final MetaCatClient STRANGER = new MetaCatClient(
            URL,
            MetaCatAuth.password(
                    URI.create(URL + "/auth"), "justinreadonly", RunningSandbox.READER_PASSWORD, Clock.systemUTC()));

    @Override
    protected MetaCatClient metacat() {
        return METACAT;
    }

    @Override
    protected Optional<MetaCatClient> stranger() {
        return Optional.of(STRANGER);
    }
}
