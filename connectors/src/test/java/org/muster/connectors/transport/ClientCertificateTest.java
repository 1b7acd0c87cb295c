package org.muster.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.rucio.RucioAuth;
import org.muster.domain.failure.ExternalSystemUnavailable;

/** Logins by certificate, against a server that asks for one. */
class ClientCertificateTest {
    private static final Clock CLOCK = Clock.systemUTC();

    private Path dir = Path.of("");
    private HttpsServer server;
    private Path trusted;

    @BeforeEach
    void start(@TempDir Path empty) throws Exception {
        dir = empty;
        Path serverPem = pem("server", "CN=localhost", dir.resolve("server.pem"));
        Path robot = pem("robot", "CN=Workflow Robot", dir.resolve("robot.pem"));
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

    /** A certificate that signs itself, and its key, in one file as in a proxy. */
    private static Path pem(String key, String name, Path file) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Instant now = CLOCK.instant();
        X500Name subject = new X500Name(name);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                subject,
                BigInteger.valueOf(key.hashCode()).abs(),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofHours(1))),
                subject,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
        X509Certificate certificate = new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        try (JcaPEMWriter writer = new JcaPEMWriter(Files.newBufferedWriter(file))) {
            writer.writeObject(certificate);
            writer.writeObject(pair.getPrivate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    private ClientCertificate certificate(Path pem) {
        return new ClientCertificate(pem, pem, Optional.of(trusted));
    }

    @Test
    void a_proxy_file_logs_in_to_both_catalogues() {
        ClientCertificate robot = certificate(dir.resolve("robot.pem"));

        assertThat(RucioAuth.x509(url(), "muster", robot, CLOCK).token()).isEqualTo("token of CN=Workflow Robot");
        assertThat(MetaCatAuth.x509(url(), "muster", robot, CLOCK).token()).isEqualTo("token of CN=Workflow Robot");
    }

    @Test
    void a_replaced_proxy_is_taken_up_at_the_next_login() throws Exception {
        Path proxy = pem("other", "CN=Nobody", dir.resolve("proxy.pem"));
        TokenSource auth = RucioAuth.x509(url(), "muster", certificate(proxy), CLOCK);
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(auth::token);

        Files.copy(dir.resolve("robot.pem"), proxy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(auth.token()).isEqualTo("token of CN=Workflow Robot");
    }
}
