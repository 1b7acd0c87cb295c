package org.muster.allocator.grid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.muster.protocol.http.Json;

/** A wrapper job as the allocator sees it: its own implementation of signing and of every method. */
public final class Wrapper {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final Clock clock;
    public final String jobsubId;
    private final String secret;
    private final int workflow;
    private final int stage;
    private String jobscriptSecret = "";
    private long offset;

    public Wrapper(URI base, Clock clock, String jobsubId, String secret, int workflow, int stage) {
        this.base = base;
        this.clock = clock;
        this.jobsubId = jobsubId;
        this.secret = secret;
        this.workflow = workflow;
        this.stage = stage;
    }

    public record Reply(int status, String contentType, String body) {
        public JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The same job, asking another allocator. */
    public Wrapper at(int port) {
        Wrapper same = new Wrapper(URI.create("http://127.0.0.1:" + port), clock, jobsubId, secret, workflow, stage);
        same.jobscriptSecret = jobscriptSecret;
        same.offset = offset;
        return same;
    }

    public String jobscriptSecret() {
        return jobscriptSecret;
    }

    public void jobscriptSecret(String known) {
        this.jobscriptSecret = known;
    }

    /** Signs with the next second, because two requests of one method in one second are one. */
    public ObjectNode signed(String method) {
        return signed(method, clock.instant().getEpochSecond() - 600 + offset++);
    }

    public ObjectNode signed(String method, long time) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.put("method", method);
        body.put("jobsub_id", jobsubId);
        body.put("workflow_id", workflow);
        body.put("stage_id", stage);
        body.put("secret_time", Long.toString(time));
        body.put("secret_hash", hash(secret, method + time + jobsubId));
        return body;
    }

    public static String hash(String key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public ObjectNode offer(String site, String entry) {
        ObjectNode body = signed("get_jobscript");
        body.put("site_name", site).put("entry_name", entry).put("has_inner_apptainer", true);
        body.put("rss_bytes", 4_000_000_000L).put("processors", 1).put("wall_seconds", 86_400);
        body.put("cpuinfo", "Some CPU").put("os_release", "Some Linux 9").put("hostname", "wn1.example");
        body.put("site_job_id", "XXX")
                .put("gpu_uuid", "")
                .put("csr-no-roles", "")
                .put("csr-production", "");
        return body;
    }

    public Reply getJobscript(String site) {
        Reply reply = post(offer(site, site.equals("UK_RAL") ? "RAL_entry" : site + "_entry"));
        if (reply.status() == 200) {
            jobscriptSecret = reply.json().path("jobscript_secret").asText();
        }
        return reply;
    }

    public Reply getFile() {
        return post(secretly("get_file"));
    }

    public Reply getAllocatedFiles() {
        return post(secretly("get_allocated_files"));
    }

    public ObjectNode secretly(String method) {
        return Json.mapper()
                .createObjectNode()
                .put("method", method)
                .put("jobsub_id", jobsubId)
                .put("jobscript_secret", jobscriptSecret);
    }

    public ObjectNode results(int exit, List<String> dids, Map<String, Integer> outputs) {
        ObjectNode body = signed("record_results");
        dids.forEach(body.putArray("processed_dids")::add);
        body.putArray("processed_pfns");
        outputs.forEach((name, pattern) ->
                body.withArray("output_files").addArray().add(name).add(pattern));
        body.withArray("output_files");
        body.put("jobscript_log", "it ran").put("jobscript_exit", exit);
        body.put("jobscript_real_seconds", 10.5)
                .put("jobscript_user_seconds", 9)
                .put("jobscript_sys_seconds", 1);
        body.put("jobscript_max_rss_kb", 1000);
        return body;
    }

    public ObjectNode confirmation(Map<String, Integer> outputs, String rse) {
        ObjectNode body = signed("confirm_results");
        ObjectNode files = body.putObject("output_files");
        outputs.forEach((name, pattern) -> files.putObject(name)
                .put("pattern_id", pattern)
                .put("rse_name", rse)
                .put("seconds", 1)
                .put("size_bytes", 1000));
        return body;
    }

    public ObjectNode abortion(int code) {
        return signed("job_aborted")
                .put("abort_code", code)
                .put("aborted_method", "test")
                .put("rse_name", "");
    }

    /** With what Muster's own wrapper job adds. */
    public ObjectNode abortion(int code, String reason, String log) {
        return abortion(code).put("reason", reason).put("jobscript_log", log);
    }

    public Reply post(ObjectNode body) {
        return post("/api/allocator/" + body.path("method").asText("x"), body.toString());
    }

    public Reply post(String path, String body) {
        return send("POST", path, body);
    }

    public Reply send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
