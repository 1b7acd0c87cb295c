package org.muster.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.protocol.identity.TokenSource;
import org.muster.sandbox.RunningSandbox;

/** The same with a login by certificate. */
class RucioCertificateSandboxTest extends RucioSandboxTest {
    private static final URI DOOR = URI.create(RunningSandbox.INSTANCE.secure() + "/rucio");
    private static final RucioClient RUCIO = new RucioClient(URL, login("robot", "muster"));

    private static TokenSource login(String certificate, String account) {
        return RucioAuth.x509(DOOR, account, RunningSandbox.INSTANCE.certificate(certificate), Clock.systemUTC());
    }

    @Override
    protected RucioClient rucio() {
        return RUCIO;
    }

    @Test
    void aCertificateStandsForItsAccountOnly() {
        assertThatExceptionOfType(RucioRefused.class).isThrownBy(login("robot", "root")::get);
        assertThatExceptionOfType(RucioRefused.class).isThrownBy(login("stranger", "muster")::get);
    }

    @Test
    void withoutACertificateThereIsNoName() {
        assertThat(RunningSandbox.INSTANCE
                        .send("GET", "/rucio/auth/x509", "", "X-Rucio-Account", "muster")
                        .body())
                .contains("CannotAuthenticate", "Cannot get DN");
    }
}
