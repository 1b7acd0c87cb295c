package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.workflow.WorkflowId;
import org.muster.testkit.log.Traces;
import org.muster.testkit.words.Jargon;

/**
 * Signed requests of every method with fields that somebody got wrong. {@code -Dmuster.fuzz.inputs=30000} for more of them,
 * {@code -Dmuster.fuzz.seed} for others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PilotProtocolFuzzTest {
    private static final int INPUTS = Integer.getInteger("muster.fuzz.inputs", 2000);
    private static final long SEED = Long.getLong("muster.fuzz.seed", 20_261_129L);
    private static final int FILES = 5;
    private static final int INPUTS_PER_JOB = 25;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A file is given to at most one job that lives, and its state says so. */
    private static final String UNTRUE = """
            select count(*) from allocator.allocations a
            join allocator.jobs j using (job_id) join allocator.files f using (file_id)
            where a.ending = 'live' and (j.state not in ('started', 'processing', 'outputting')
                or f.state not in ('allocated', 'outputting'))
            """;

    private static final String HELD_BY_NOBODY = """
            select count(*) from allocator.files f where f.state in ('allocated', 'outputting') and not exists
                (select 1 from allocator.allocations a where a.file_id = f.file_id and a.ending = 'live')
            """;

    /** Changes when anything does that a job can do, except that it shows life. */
    private static final String STATE = """
            select coalesce(max(event_id), 0) from allocator.events union all
            select coalesce(sum(hashtext(concat_ws(' ', job_id, state, exit_code, abort_code, record_digest,
                confirm_digest))), 0) from allocator.jobs union all
            select coalesce(sum(hashtext(l::text)), 0) from allocator.job_logs l
            """;

    private final Random random = new Random(SEED);
    private final Grid grid = new Grid();
    private final Connection database;
    private final PreparedStatement look;
    private int workflow;
    private Wrapper job = ofNewWorkflow();

    /** Two looks at the database for each input want a connection that stays. */
    PilotProtocolFuzzTest() throws SQLException {
        database = DriverManager.getConnection(grid.database.jdbcUrl(), grid.database.user(), grid.database.password());
        look = database.prepareStatement(STATE);
    }

    @AfterAll
    void stop() throws SQLException {
        database.close();
        grid.close();
    }

    /** Its files are few, so that they are used up and given back. */
    private Wrapper ofNewWorkflow() {
        workflow++;
        if (workflow > 1) {
            grid.control().close(new WorkflowId(workflow - 1));
        }
        grid.control().open(order(workflow, stage(1, dataset(1, "d"))));
        grid.files(workflow, FILES);
        return another();
    }

    private Wrapper another() {
        Wrapper job = grid.job(workflow, 1);
        int progress = random.nextInt(4);
        if (progress > 0) {
            job.getJobscript("UK_RAL");
        }
        if (progress > 1) {
            job.getFile();
        }
        if (progress > 2) {
            job.post(job.results(0, List.of("usertests:f1.root"), Map.of("o.root", 1)));
        }
        return job;
    }

    @Test
    void nothingThatAJobSendsBreaksTheAllocatorOrIsHalfTaken() throws SQLException {
        Traces traces = Traces.watch();
        for (int input = 0; input < INPUTS; input++) {
            if (input % (INPUTS_PER_JOB * FILES) == INPUTS_PER_JOB * FILES - 1) {
                job = ofNewWorkflow();
            } else if (input % INPUTS_PER_JOB == INPUTS_PER_JOB - 1) {
                job = another();
            }
            ObjectNode body = anyMethod().get();
            for (int change = random.nextInt(4); change > 0; change--) {
                spoil(body);
            }
            List<Long> before = state();
            String text = random.nextInt(20) == 0 ? twice(body.toString()) : body.toString();
            Wrapper.Reply reply = job.post("/api/allocator/x", text);
            String shown = text.substring(0, Math.min(2000, text.length()));
            assertThat(reply.status())
                    .as("seed %d, input %d: %s", SEED, input, shown)
                    .isBetween(200, 499);
            assertThat(reply.body().length()).isLessThan(20_000);
            boolean mayEndTheJob = body.path("method").asText().equals("get_jobscript");
            if (reply.status() >= 400) {
                assertThat(Jargon.in(reply.body())).as(reply.body()).isEmpty();
            }
            if (reply.status() >= 400 && !mayEndTheJob) {
                assertThat(reply.body().lines()).as(shown).hasSize(1);
                assertThat(state())
                        .as("refused with '%s': %s", reply.body(), shown)
                        .isEqualTo(before);
            }
        }
        traces.close();
        assertThat(traces.seen()).isEmpty();
        assertThat(grid.number(UNTRUE)).isZero();
        assertThat(grid.number(HELD_BY_NOBODY)).isZero();
        String progress = grid.control().progress().toString();
        grid.restart();
        assertThat(grid.control().progress()).hasToString(progress);
    }

    private List<Long> state() throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet rows = look.executeQuery()) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private Supplier<ObjectNode> anyMethod() {
        List<Supplier<ObjectNode>> methods = List.of(
                () -> job.offer("UK_RAL", "RAL_entry"),
                () -> job.signed("send_heartbeat"),
                () -> job.secretly("get_file"),
                () -> job.secretly("get_files").put("max_files", 2),
                () -> job.secretly("get_allocated_files"),
                this::results,
                this::results,
                () -> job.confirmation(Map.of("o.root", 1), "RAL_ECHO"),
                () -> job.abortion(320, "why", "log"),
                () -> job.signed("any" + random.nextInt(3)));
        return methods.get(random.nextInt(methods.size()));
    }

    private ObjectNode results() {
        ObjectNode body =
                job.results(random.nextInt(4) == 0 ? 3 : 0, List.of("usertests:f1.root"), Map.of("o.root", 1));
        ObjectNode output = body.putObject("output_metadata").putObject("o.root");
        output.put("size_bytes", 5).put("adler32", "0a0b0c0d");
        output.putObject("metadata").put("core.event_count", 7).putObject("a.b").put("c", 1.5);
        output.putArray("parents").add("usertests:f1.root").addObject().put("did", "usertests:f2.root");
        return body;
    }

    /** Somewhere in it something is missing, wrong, too large, or there that should not be. */
    private void spoil(ObjectNode body) {
        JsonNode place = body;
        while (random.nextInt(3) != 0) {
            List<JsonNode> inner = new ArrayList<>();
            place.forEach(node -> {
                if (node.isContainerNode() && !node.isEmpty()) {
                    inner.add(node);
                }
            });
            if (inner.isEmpty()) {
                break;
            }
            place = inner.get(random.nextInt(inner.size()));
        }
        if (place instanceof ObjectNode object) {
            List<String> names = new ArrayList<>(List.of("output_metadata", "reason", "jobscript_log", "rse_name"));
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(6)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(words(), object.has(name) ? object.get(name) : junk(3));
                default -> object.set(name, junk(3));
            }
        } else if (place instanceof ArrayNode array) {
            array.set(random.nextInt(array.size()), junk(3));
            array.add(junk(2));
        }
    }

    private JsonNode junk(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(5) - 2);
            case 3 ->
                NODES.numberNode(
                        List.of(Long.MIN_VALUE, Long.MAX_VALUE, (long) Integer.MIN_VALUE, 1L << 31, 1L << 53, -1L)
                                .get(random.nextInt(6)));
            case 4 ->
                NODES.numberNode(List.of(1e300, -1e300, 0.5, 1e-300, Double.MIN_VALUE, 1e18)
                        .get(random.nextInt(6)));
            case 5 -> NODES.numberNode(BigInteger.TEN.pow(random.nextInt(400)));
            case 6, 7, 8 -> NODES.textNode(words());
            case 9 -> nested(random.nextInt(8) == 0 ? 900 : 25);
            case 10 -> {
                ArrayNode list = NODES.arrayNode();
                int size = random.nextInt(20) == 0 ? 12_000 : random.nextInt(4);
                for (int i = 0; i < size; i++) {
                    list.add(size > 10 ? NODES.textNode("x" + i) : junk(depth - 1));
                }
                yield list;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(words(), junk(depth - 1));
                }
                yield object;
            }
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode inner = NODES.numberNode(1);
        for (int i = 0; i < depth; i++) {
            inner = NODES.arrayNode().add(inner);
        }
        return inner;
    }

    private String words() {
        List<String> words = List.of(
                "",
                " ",
                "o.root",
                "_o.root",
                "../../etc/passwd",
                "a\u0000b",
                "\ud800",
                "\udc00x",
                "\u202e\ufeff",
                "Größe 中文 😀",
                "a\nb\r\tc",
                "'; drop table jobs; --",
                "\"",
                "`id`",
                "x".repeat(random.nextInt(50) == 0 ? 300_000 : 300),
                "NaN",
                "1e400",
                "usertests:f1.root",
                "core.event_count",
                "monte-carlo-000001-000001",
                "davs://evil.example/x",
                "%s%n${jndi:ldap://x}");
        return words.get(random.nextInt(words.size()));
    }

    /** The first field stands twice. */
    private static String twice(String object) {
        int comma = object.indexOf(",\"");
        return comma < 0 ? object : "{" + object.substring(1, comma) + "," + object.substring(1);
    }
}
