package org.muster.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.connectors.fake.TestCertificates;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.identity.TokenSource;

/** Logins by certificate, against a server that asks for one. */
class ClientCertificateTest {
    private static final Clock CLOCK = Clock.systemUTC();

    private Path dir = Path.of("");
    private HttpsServer server;
    private Path trusted;

    @BeforeEach
    void start(@TempDir Path empty) throws Exception {
        dir = empty;
        Path serverPem = TestCertificates.pem("CN=localhost", dir.resolve("server.pem"));
        Path robot = TestCertificates.pem("CN=Workflow Robot", dir.resolve("robot.pem"));
        trusted = serverPem;
        SSLContext context = new ClientCertificate(serverPem, serverPem, Optional.of(robot)).context();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setNeedClientAuth(true);
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/", exchange -> {
            String name = ((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName();
            String path = exchange.getRequestURI().getPath();
            String header = path.equals("/auth/x509") ? "X-Rucio-Auth-Token" : "X-Authentication-Token";
            exchange.getResponseHeaders().add(header, "token of " + name);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    private ClientCertificate certificate(Path pem) {
        return new ClientCertificate(pem, pem, Optional.of(trusted));
    }

    @Test
    void aProxyFileLogsInToBothCatalogues() {
        ClientCertificate robot = certificate(dir.resolve("robot.pem"));

        assertThat(RucioAuth.x509(url(), "muster", robot, CLOCK).get()).isEqualTo("token of CN=Workflow Robot");
        assertThat(MetaCatAuth.x509(url(), "muster", robot, CLOCK).get()).isEqualTo("token of CN=Workflow Robot");
    }

    @Test
    void aReplacedProxyIsTakenUpAtTheNextLogin() throws Exception {
        Path proxy = TestCertificates.pem("CN=Nobody", dir.resolve("proxy.pem"));
        TokenSource auth = RucioAuth.x509(url(), "muster", certificate(proxy), CLOCK);
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(auth::get);

        Files.copy(dir.resolve("robot.pem"), proxy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(auth.get()).isEqualTo("token of CN=Workflow Robot");
    }
}
