package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;

/** What one job knows opens no other. */
class SecretsTest {
    private final Grid grid = new Grid();
    private Wrapper mine;
    private Wrapper other;

    @BeforeEach
    void work() {
        grid.control().open(order(1, stage(1, dataset(1, "out"))));
        grid.files(1, 6);
        mine = started("my-own-secret-of-thirty-two-chars", 1);
        other = started("another-secret-of-thirty-two-char", 2);
    }

    @AfterEach
    void close() {
        grid.close();
    }

    private Wrapper started(String secret, int number) {
        Wrapper job = grid.job(1, 1, secret, number + ".7@schedd.example");
        assertThat(job.getJobscript("UK_RAL").status()).isEqualTo(200);
        return job;
    }

    @Test
    void eachJobHasAJobscriptSecretOfItsOwn() {
        Set<String> secrets = new HashSet<>();
        for (int number = 3; number < 10; number++) {
            secrets.add(
                    started("secret-of-thirty-two-characters-" + number, number).jobscriptSecret());
        }
        secrets.add(mine.jobscriptSecret());
        secrets.add(other.jobscriptSecret());
        assertThat(secrets).hasSize(9).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(80));
    }

    /** Every method that there is, about the other job, with what this one knows. */
    @Test
    void noMethodTakesTheSecretsOfAnotherJob() {
        String before = grid.control().jobs(Map.of()).toString();
        List<ObjectNode> bodies = new ArrayList<>();
        bodies.add(other.offer("UK_RAL", "RAL_entry"));
        bodies.add(other.signed("send_heartbeat"));
        bodies.add(other.results(0, List.of(), Map.of()));
        bodies.add(other.confirmation(Map.of(), "RAL_ECHO"));
        bodies.add(other.abortion(313));
        for (ObjectNode body : bodies) {
            String time = body.path("secret_time").asText();
            String method = body.path("method").asText();
            for (String key : List.of("my-own-secret-of-thirty-two-chars", mine.jobscriptSecret(), "")) {
                String hash = key.isEmpty() ? "" : Wrapper.hash(key, method + time + other.jobsubId);
                Wrapper.Reply reply = other.post(body.deepCopy().put("secret_hash", hash));
                assertThat(reply.status()).as("%s with %s", method, key).isEqualTo(403);
            }
        }
        for (String method : List.of("get_file", "get_files", "samweb_getnextfile", "get_allocated_files")) {
            ObjectNode body = other.signed(method).put("max_files", 1).put("jobscript_secret", mine.jobscriptSecret());
            assertThat(other.post(body).status()).as(method).isEqualTo(400);
        }
        String sam = "/api/samweb/" + other.jobsubId + "/" + mine.jobscriptSecret() + "/processes/1/";
        assertThat(other.post(sam + "getNextFile", "").status()).isEqualTo(400);
        assertThat(other.post(sam + "updateFileStatus", "filename=x&status=consumed")
                        .status())
                .isEqualTo(400);
        assertThat(grid.control().jobs(Map.of()).toString()).isEqualTo(before);
    }
}
