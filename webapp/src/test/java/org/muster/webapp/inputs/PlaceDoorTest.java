package org.muster.webapp.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.access.CatalogueAccess;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.TokenRequest;
import org.muster.webapp.identity.CatalogueTokens;

/** Names of places, with an allocator and a Rucio that answer, that know nothing yet, and that are away. */
class PlaceDoorTest {
    private static final Inventory INVENTORY = new Inventory(
            List.of(new Inventory.Site(new SiteName("UK_North"), true, List.of())),
            List.of(new Inventory.Storage(
                    new RseName("NORTH_DISK"),
                    true,
                    true,
                    false,
                    Optional.of("davs"),
                    Optional.of("davs://north.example/d"),
                    true)),
            List.of(),
            List.of());
    private static final String TIERED = "tier=1";
    private static final String WRONG_EXPRESSION = """
            {"ExceptionClass": "InvalidRSEExpression", "ExceptionMessage": "RSE Expression resulted in an empty set."}""";

    private HttpServer server;
    private Inventory inventory = INVENTORY;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/control/inventory", this::inventory);
        server.createContext("/rses/", PlaceDoorTest::expression);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void inventory(HttpExchange exchange) throws IOException {
        send(exchange, 200, Json.mapper().writeValueAsString(inventory));
    }

    private static void expression(HttpExchange exchange) throws IOException {
        boolean known = exchange.getRequestURI().getQuery().equals("expression=" + TIERED);
        send(exchange, known ? 200 : 400, known ? "{\"rse\": \"NORTH_DISK\"}\n" : WRONG_EXPRESSION);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void namesThatAreKnownPass() {
        assertThat(objections(answering(), stage("UK_North", "NORTH_DISK", TIERED)))
                .isEmpty();
        assertThat(objections(answering(), stage("UK_North", "NORTH_DISK", ""))).isEmpty();
    }

    @Test
    void everyNameThatNobodyKnowsIsToldWithItsPlace() {
        List<Problem> problems = objections(answering(), stage("UK_Nroth", "NOWHERE", "tier=9"));
        assertThat(problems)
                .extracting(Problem::field)
                .containsExactly(
                        "stages[0].sites",
                        "stages[0].input_rses",
                        "stages[0].output_rses",
                        "stages[0].outputs[0].rse_expression");
        assertThat(problems.get(0).message()).isEqualTo("there is no site UK_Nroth");
        assertThat(problems.get(0).fix()).isEqualTo("did you mean UK_North?");
        assertThat(problems.get(1).message()).isEqualTo("there is no storage NOWHERE");
        assertThat(problems.get(3).message()).contains("'tier=9' names no storage that Rucio knows");
    }

    @Test
    void withoutAnInventoryNothingCanBeTold() {
        inventory = new Inventory(List.of(), List.of(), List.of(), List.of());
        assertThat(objections(answering(), stage("UK_Nroth", "NOWHERE", TIERED)))
                .isEmpty();
    }

    @Test
    void whatIsAwayRefusesNobodyAndTheOtherIsStillAsked() {
        URI here = answering();
        assertThat(objections(dead(), here, stage("UK_Nroth", "NOWHERE", "tier=9")))
                .extracting(Problem::field)
                .containsExactly("stages[0].outputs[0].rse_expression");
        assertThat(objections(here, dead(), stage("UK_Nroth", "NORTH_DISK", "tier=9")))
                .extracting(Problem::field)
                .containsExactly("stages[0].sites");
        assertThat(objections(dead(), dead(), stage("UK_Nroth", "NOWHERE", "tier=9")))
                .isEmpty();
    }

    private static List<Problem> objections(URI both, StageOrder stage) {
        return objections(both, both, stage);
    }

    private static List<Problem> objections(URI allocator, URI rucio, StageOrder stage) {
        TokenRequest token = new TokenRequest(Optional.of("rucio"), Optional.empty());
        PlaceDoor door = new PlaceDoor(
                new AllocatorClient(new ApiClient("allocator", allocator, () -> "a.token")),
                new CatalogueSettings(
                        new CatalogueAccess.Rucio(rucio, rucio, "oidc", "muster", "", "", token),
                        new CatalogueAccess.Metacat(rucio, rucio, "token", "muster", "", token),
                        new CatalogueAccess.X509("", "", "")),
                new CatalogueTokens(wanted -> () -> "a.token"),
                Clock.systemUTC());
        Problems problems = new Problems();
        door.check(List.of(stage), problems);
        return problems.list();
    }

    private URI answering() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Where nobody listens. */
    private static URI dead() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static StageOrder stage(String site, String rse, String expression) {
        return new StageOrder(
                1,
                "#!/bin/sh\n",
                Optional.empty(),
                1,
                1_000_000,
                600,
                new Distance(30),
                50,
                1,
                6,
                10,
                List.of(new SiteName(site)),
                List.of(new RseName(rse)),
                List.of(new RseName(rse)),
                List.of(new OutputPattern(
                        1,
                        "*.txt",
                        OutputPattern.Destination.DATASET,
                        Optional.of("hits"),
                        Optional.of(expression),
                        Optional.of(86_400L))),
                Map.of());
    }
}
