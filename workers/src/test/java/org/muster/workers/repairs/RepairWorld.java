package org.muster.workers.repairs;

import static org.muster.catalogue.fake.Outputs.output;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.catalogue.registration.DatasetNames;
import org.muster.catalogue.registration.Installation;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.catalogue.registration.Registration;
import org.muster.connectors.fake.FakeMetaCat;
import org.muster.connectors.fake.FakeRucio;
import org.muster.connectors.fake.FakeServer;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.transport.Breaker;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.StageRef;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.ApprovedProposal;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.LineResult;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.workers.fakes.Samples;
import org.muster.workers.fakes.Tasks;
import org.muster.workers.runtime.Outcome;

/** Five registered outputs a.root to e.root, catalogues in memory, and a webapp with one approved repair list. */
final class RepairWorld implements AutoCloseable {
    static final Did DATASET = new Did("usertests", "dev-w1s1p1");
    private static final TrafficLimits ONCE = new TrafficLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            4,
            new Breaker(1000, 100, Duration.ofSeconds(1)));

    final FakeRucio rucio = new FakeRucio();
    final FakeMetaCat metacat = new FakeMetaCat();
    private final RucioClient rucioClient = new RucioClient(rucio.url(), rucio::token, ONCE);
    private final MetaCatClient metacatClient = new MetaCatClient(
            metacat.url(), MetaCatAuth.bearer(metacat.url(), "muster", () -> "a.b.c", Clock.systemUTC()), ONCE);
    final Webapp webapp = new Webapp();
    final Ledger ledger = new Ledger();
    final List<OutputToRegister> outputs = List.of(
            output(1, "w1s1", "a.root"),
            output(2, "w1s1", "b.root"),
            output(3, "w1s1", "c.root"),
            output(4, "w1s1", "d.root"),
            output(5, "w1s1", "e.root"));

    RepairWorld() {
        rucio.addRse("UK_NORTH_DISK", "UK_North", "DISK");
        rucio.addRse("UK_SOUTH_DISK", "UK_South", "DISK");
        new Registration(new DatasetNames("dev"), MetadataKeys.OURS, webapp.client(), metacatClient(), rucioClient())
                .register(outputs);
    }

    RucioClient rucioClient() {
        return rucioClient;
    }

    MetaCatClient metacatClient() {
        return metacatClient;
    }

    static Did did(String name) {
        return new Did("usertests", name);
    }

    void repair(DiscrepancyKind kind, String name) {
        repair(kind, name, DATASET);
    }

    void repair(DiscrepancyKind kind, String name, Did dataset) {
        Optional<Long> output = outputs.stream()
                .filter(known -> known.did().equals(did(name)))
                .map(OutputToRegister::outputId)
                .findFirst();
        repair(kind, did(name), dataset, output);
    }

    void repairRule(DiscrepancyKind kind, Did dataset) {
        repair(kind, dataset, dataset, Optional.of(1L));
    }

    private void repair(DiscrepancyKind kind, Did did, Did dataset, Optional<Long> output) {
        long id = webapp.repairs.size() + 1L;
        webapp.repairs.put(
                id, new Discrepancy(kind, did, dataset, StageRef.parse("w1s1"), output, 100, "", Instant.EPOCH));
    }

    Outcome carryOut() {
        return carryOut("repairs", 3);
    }

    Outcome carryOut(String kind, int proposal) {
        return Tasks.run(
                new CarryOutProposal(
                        webapp.client(),
                        List.of(
                                new CarryOutRepairs(
                                        new Installation("dev", "muster"),
                                        webapp.client(),
                                        ledger.client(),
                                        metacatClient(),
                                        rucioClient()),
                                new ApplyInventory(ledger.client()))),
                Map.of(Variable.PROPOSAL, proposal, Variable.PROPOSAL_KIND, kind));
    }

    /** What is left of the repairs: the file and why it failed, or "done". */
    List<String> results() {
        return webapp.repairs.entrySet().stream()
                .map(repair ->
                        repair.getValue().did().name() + ": " + webapp.results.getOrDefault(repair.getKey(), "waiting"))
                .toList();
    }

    String picture() {
        return metacat.picture() + rucio.picture();
    }

    /** Knows the outputs; takes an inventory. */
    final class Ledger extends FakeServer {
        final List<Inventory> inventories = new ArrayList<>();

        AllocatorClient client() {
            return new AllocatorClient(new ApiClient("allocator", url(), () -> "token"));
        }

        @Override
        protected Reply answer(Request request) {
            return switch (request.path().get(2)) {
                case "registered-outputs" -> {
                    List<String> ids = Arrays.asList(request.parameter("ids").split("(,|%2C)"));
                    yield Reply.json(new Page<>(
                            outputs.stream()
                                    .filter(output -> ids.contains(Long.toString(output.outputId())))
                                    .toList(),
                            Optional.empty()));
                }
                case "known-outputs" -> {
                    List<Did> asked = Json.mapper().convertValue(request.json(), new TypeReference<>() {});
                    yield Reply.json(asked.stream()
                            .filter(did -> outputs.stream()
                                    .anyMatch(output -> output.did().equals(did)))
                            .toList());
                }
                case "inventory" -> {
                    inventories.add(Json.mapper().convertValue(request.json(), Inventory.class));
                    yield Reply.json(Map.of());
                }
                default -> Reply.of(404, "");
            };
        }
    }

    /** One list of repairs, number 3, and the first result of each; and one inventory, number 5. */
    static final class Webapp extends FakeServer {
        private static final WorkflowRow SAMPLE = Samples.workflow(1, WorkflowPurpose.VALIDATION, "usertests");

        final Map<Long, Discrepancy> repairs = new TreeMap<>();
        final Map<Long, String> results = new TreeMap<>();
        /** About the one campaign, whose sample is workflow 1. */
        final List<DecisionRow> decisions = new ArrayList<>();

        Inventory proposed = new Inventory(List.of(), List.of(), List.of(), List.of());

        PlatformClient client() {
            return new PlatformClient(new ApiClient("webapp", url(), () -> "token"));
        }

        /** Two at a time. */
        private ApprovedProposal list() {
            return new ApprovedProposal(
                    new ProposalId(3),
                    "repairs",
                    Json.mapper().createObjectNode(),
                    repairs.entrySet().stream()
                            .filter(repair -> !results.containsKey(repair.getKey()))
                            .limit(2)
                            .map(repair -> new ApprovedProposal.Line(
                                    repair.getKey(), Json.mapper().valueToTree(repair.getValue())))
                            .toList());
        }

        @Override
        protected Reply answer(Request request) {
            String path = String.join("/", request.path());
            return switch (request.method() + " " + path) {
                case "GET api/workflows/1" -> Reply.json(new WorkflowDetail(SAMPLE, List.of(), Optional.empty()));
                case "GET api/campaigns/1" -> Reply.json(Samples.campaign(List.of(SAMPLE), List.of(), decisions));
                case "GET api/proposals/3/approved" -> Reply.json(list());
                case "POST api/proposals/3/results" -> {
                    List<LineResult> told = Json.mapper().convertValue(request.json(), new TypeReference<>() {});
                    told.forEach(result ->
                            results.putIfAbsent(result.line(), result.problem().orElse("done")));
                    yield Reply.json(Map.of());
                }
                case "GET api/proposals/5/approved" ->
                    Reply.json(new ApprovedProposal(
                            new ProposalId(5), "inventory", Json.mapper().valueToTree(proposed), List.of()));
                default -> Reply.of(404, "");
            };
        }
    }

    @Override
    public void close() {
        for (FakeServer server : List.of(rucio, metacat, webapp, ledger)) {
            server.close();
        }
    }
}
