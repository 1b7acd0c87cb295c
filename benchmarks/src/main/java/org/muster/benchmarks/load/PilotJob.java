package org.muster.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;

/** What one wrapper job says. justIN wire protocol, built as text: the driver must cost less than what it measures. */
public final class PilotJob {
    /** That every job says it came through. */
    public static final String ENTRY = "entry";

    private static final String SECRET = "benchmark-job-secret of ";
    private static final String PATH = "/api/allocator/";

    private final JobsubId id;
    private final StageRef stage;
    private final String site;
    private final Clock clock;
    private String jobscriptSecret = "";

    public PilotJob(JobsubId id, StageRef stage, String site, Clock clock) {
        this.id = id;
        this.stage = stage;
        this.site = site;
        this.clock = clock;
    }

    public String name() {
        return id.value();
    }

    public JobsubId id() {
        return id;
    }

    StageRef stage() {
        return stage;
    }

    public String secret() {
        return secretOf(id);
    }

    private static String secretOf(JobsubId id) {
        return SECRET + id.value();
    }

    /** What a pilot asks before it has a stage. */
    static Request bind(JobsubId id, String site, String entry, String group, int files) {
        return new Request(
                "/api/pilots/bind",
                "{\"jobsub_id\":\"" + id.value() + "\",\"job_secret\":\"" + secretOf(id) + "\",\"groups\":[\"" + group
                        + "\"],\"max_files\":" + files + slot(site, entry) + "}");
    }

    /** A request: where it goes and its JSON. */
    public record Request(String path, String body) {}

    public void started(String reply) {
        jobscriptSecret = field(reply, "jobscript_secret");
    }

    public Request getJobscript() {
        return signed("get_jobscript", slot(site, ENTRY) + ",\"site_job_id\":\"4711.0\",\"gpu_uuid\":\"\"");
    }

    private static String slot(String site, String entry) {
        return String.format(Locale.ROOT, """
                ,"site_name":"%s","entry_name":"%s","has_inner_apptainer":true,"rss_bytes":4000000000,"processors":1,\
                "wall_seconds":86400,"cpuinfo":"AMD EPYC 7702 64-Core Processor","os_release":"AlmaLinux 9.5",\
                "hostname":"wn0123.example.org"\
                """, site, entry);
    }

    public Request getFile() {
        return new Request(
                PATH + "get_file",
                "{\"method\":\"get_file\",\"jobsub_id\":\"" + id.value() + "\",\"jobscript_secret\":\""
                        + jobscriptSecret + "\"}");
    }

    public Request heartbeat() {
        return signed("send_heartbeat", "");
    }

    public Request record(String dids, String output) {
        return record(dids, List.of(output));
    }

    public Request record(String dids, List<String> outputs) {
        return record(dids, outputs, outputs.stream().map(output -> dids).toList());
    }

    /** An output of each file. */
    Request record(List<String> files, List<String> outputs) {
        List<String> dids = files.stream().map(file -> '"' + file + '"').toList();
        return record(String.join(",", dids), outputs, dids);
    }

    private Request record(String dids, List<String> outputs, List<String> parents) {
        String files = outputs.stream().map(output -> "[\"" + output + "\",1]").collect(Collectors.joining(","));
        String metadata = IntStream.range(0, outputs.size())
                .mapToObj(number -> "\"" + outputs.get(number)
                        + "\":{\"size_bytes\":1000000,\"adler32\":\"0a1b2c3d\","
                        + "\"metadata\":{\"core.event_count\":100},\"parents\":[" + parents.get(number) + "]}")
                .collect(Collectors.joining(","));
        return signed("record_results", String.format(Locale.ROOT, """
                ,"processed_dids":[%s],"processed_pfns":[],"output_files":[%s],"jobscript_exit":0,\
                "jobscript_log":"ran as it should","jobscript_real_seconds":1000.5,"jobscript_user_seconds":900,\
                "jobscript_sys_seconds":5,"jobscript_max_rss_kb":1000000,"output_metadata":{%s}\
                """, dids, files, metadata));
    }

    public Request confirm(String output, String rse) {
        return confirm(List.of(output), rse);
    }

    public Request confirm(List<String> outputs, String rse) {
        String files = outputs.stream()
                .map(output -> "\"" + output + "\":{\"pattern_id\":1,\"rse_name\":\"" + rse
                        + "\",\"size_bytes\":1000000,\"seconds\":1,\"adler32\":\"0a1b2c3d\"}")
                .collect(Collectors.joining(","));
        return signed("confirm_results", ",\"output_files\":{" + files + "}");
    }

    private Request signed(String method, String more) {
        String time = Long.toString(clock.instant().getEpochSecond());
        String hash = hash(method + time + id.value());
        return new Request(
                PATH + method,
                "{\"method\":\"" + method + "\",\"jobsub_id\":\"" + id.value() + "\",\"workflow_id\":"
                        + stage.workflow().number() + ",\"stage_id\":" + stage.stage() + ",\"secret_time\":\"" + time
                        + "\",\"secret_hash\":\"" + hash + "\"" + more + "}");
    }

    private String hash(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** A text field of an answer whose values have no quotes. */
    private static String field(String json, String name) {
        String key = "\"" + name + "\":\"";
        int begin = json.indexOf(key);
        if (begin < 0) {
            throw new IllegalStateException("no " + name + " in the answer " + Map.of("answer", json));
        }
        return json.substring(begin + key.length(), json.indexOf('"', begin + key.length()));
    }
}
