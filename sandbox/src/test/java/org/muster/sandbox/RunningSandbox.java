package org.muster.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.Container;
import org.muster.connectors.fake.TestCertificates;
import org.muster.connectors.transport.ClientCertificate;
import org.muster.testkit.postgres.TestPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sandbox as it runs, on a free port with an empty database; most tests of a run share one. */
public final class RunningSandbox implements AutoCloseable {

    public static final String MUSTER_PASSWORD = "muster-secret";
    public static final String READER_PASSWORD = "reader-secret";
    public static final RunningSandbox INSTANCE = new RunningSandbox();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestIssuer issuer = new TestIssuer();
    private final TestIssuer allocator = new TestIssuer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final Path storage;
    private final URI secure;
    private final Path certificates;
    private final ConfigurableApplicationContext context;

    private RunningSandbox() {
        try {
            TestPostgres.Database database = TestPostgres.freshDatabase();
            int port = freePort();
            base = "http://127.0.0.1:" + port;
            storage = Files.createTempDirectory("sandbox-test");
            int tlsPort = freePort();
            secure = URI.create("https://localhost:" + tlsPort);
            certificates = Files.createTempDirectory("sandbox-certificates");
            Path server = TestCertificates.pem("CN=localhost", certificates.resolve("server.pem"));
            Path trust = certificates.resolve("trust.pem");
            for (String name : List.of("robot", "stranger")) {
                Path pem = TestCertificates.pem("CN=" + name + ",O=Lab", certificates.resolve(name + ".pem"));
                Files.writeString(trust, Files.readString(pem), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            context = SpringApplication.run(
                    SandboxApplication.class,
                    "--server.port=" + port,
                    "--spring.datasource.url=" + database.jdbcUrl(),
                    "--spring.datasource.username=" + database.user(),
                    "--spring.datasource.password=" + database.password(),
                    "--muster.sandbox.storage.data-dir=" + storage,
                    "--muster.sandbox.rules.step-delay=100ms",
                    "--muster.sandbox.identity.issuer-uri=" + issuer.url(),
                    "--muster.sandbox.identity.jwk-set-uri=" + issuer.url() + "/jwks",
                    "--MUSTER_STORAGE_ISSUER=" + allocator.url(),
                    "--MUSTER_STORAGE_JWKS_URI=" + allocator.url() + "/jwks",
                    "--MUSTER_SANDBOX_TLS_PORT=" + tlsPort,
                    "--MUSTER_SANDBOX_TLS_CERTIFICATE=" + server,
                    "--MUSTER_SANDBOX_TLS_KEY=" + server,
                    "--MUSTER_SANDBOX_TLS_TRUST=" + trust,
                    "--MUSTER_SANDBOX_MUSTER_SUBJECT=CN=robot,O=Lab",
                    "--MUSTER_SANDBOX_ROOT_PASSWORD=root-secret",
                    "--MUSTER_SANDBOX_MUSTER_PASSWORD=" + MUSTER_PASSWORD,
                    "--MUSTER_SANDBOX_JUSTINREADONLY_PASSWORD=" + READER_PASSWORD);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a test that counts everything there is. */
    public static RunningSandbox ofItsOwn() {
        return new RunningSandbox();
    }

    @Override
    public void close() {
        context.close();
        issuer.close();
        allocator.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public TestIssuer issuer() {
        return issuer;
    }

    /** Who gives jobs their tokens. */
    public TestIssuer allocator() {
        return allocator;
    }

    public String base() {
        return base;
    }

    /** The door for certificates. */
    public URI secure() {
        return secure;
    }

    /** Either robot, which is the account muster, or stranger, which is nobody. */
    public ClientCertificate certificate(String name) {
        Path pem = certificates.resolve(name + ".pem");
        return new ClientCertificate(pem, pem, Optional.of(certificates.resolve("server.pem")));
    }

    public Path storage() {
        return storage;
    }

    /** What Tomcat does with every servlet once in a while. */
    public void tend() {
        TomcatWebServer server = (TomcatWebServer) ((ServletWebServerApplicationContext) context).getWebServer();
        for (Container web : server.getTomcat().getHost().findChildren()) {
            for (Container servlet : web.findChildren()) {
                servlet.backgroundProcess();
            }
        }
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    /** A request to send; headers come in pairs. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        URI uri = URI.create(path.startsWith("http") ? path : base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> rucioAs(String user, String method, String path, String body) {
        return send(method, "/rucio" + path, body, "X-Rucio-Auth-Token", issuer.token(user, "rucio"));
    }

    public HttpResponse<String> rucio(String method, String path, String body) {
        return rucioAs("muster", method, path, body);
    }

    public static JsonNode json(HttpResponse<String> response) {
        return parse(response.body());
    }

    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }

    /** The lines of a stream, whatever separates its records. */
    public static List<JsonNode> lines(HttpResponse<String> response) {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.body().split("\n", -1)) {
            String record = line.replace("\u001e", "");
            if (!record.isBlank()) {
                lines.add(parse(record));
            }
        }
        return lines;
    }

    public static String exceptionClass(HttpResponse<String> response) {
        return response.headers().firstValue("ExceptionClass").orElse("none");
    }
}
