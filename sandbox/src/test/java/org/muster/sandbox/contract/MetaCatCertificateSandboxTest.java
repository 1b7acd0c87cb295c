package org.muster.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.protocol.identity.TokenSource;
import org.muster.sandbox.RunningSandbox;

/** The same with a login by certificate. */
class MetaCatCertificateSandboxTest extends MetaCatSandboxTest {
    private static final URI DOOR = URI.create(RunningSandbox.INSTANCE.secure() + "/metacat/auth");
    private static final MetaCatClient METACAT = new MetaCatClient(URL, login("robot", "muster"));

    private static TokenSource login(String certificate, String user) {
        return MetaCatAuth.x509(DOOR, user, RunningSandbox.INSTANCE.certificate(certificate), Clock.systemUTC());
    }

    @Override
    protected MetaCatClient metacat() {
        return METACAT;
    }

    @Test
    void aCertificateStandsForItsUserOnly() {
        assertThatExceptionOfType(MetaCatRefused.class).isThrownBy(login("robot", "root")::get);
        assertThatExceptionOfType(MetaCatRefused.class).isThrownBy(login("stranger", "muster")::get);
    }
}
