package org.muster.allocator.pilots;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.allocator.ledger.Signed;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.allocator.ledger.commands.AbortJob;
import org.muster.allocator.ledger.commands.BindSlot;
import org.muster.allocator.ledger.commands.ConfirmResults;
import org.muster.allocator.ledger.commands.GetJobscript;
import org.muster.allocator.ledger.commands.RecordResults;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.event.EventType;
import org.muster.domain.input.CounterFile;
import org.muster.domain.job.JobsubId;
import org.muster.domain.job.ResultLimits;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.http.Json;

/** Bodies of signed requests, as commands. justIN wire protocol: allocator methods. */
final class Requests {
    private static final Set<String> NOWHERE = Set.of("XX_UNKNOWN", "UNKNOWN");
    private static final ObjectWriter ASCII = Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private static final Pattern OUTPUT_NAME = Pattern.compile(ResultLimits.OUTPUT_NAME);

    /** How much longer the same numbers may be as they are written here. */
    private static final int NUMBERS_LONGER = 2;

    private Requests() {}

    static GetJobscript getJobscript(Signed signed, Fields fields) throws Malformed {
        SiteName site = valid("site_name", fields.name("site_name"), SiteName::new);
        String entry = fields.name("entry_name");
        if (NOWHERE.contains(site.value()) || NOWHERE.contains(entry)) {
            throw new Malformed("site_name or entry_name is unknown: this slot does not say where it is");
        }
        if (!fields.has("has_inner_apptainer")) {
            throw new Malformed("has_inner_apptainer is missing");
        }
        fields.name("site_job_id");
        if (!fields.textOr("gpu_uuid", "").isEmpty()) {
            for (String gpu : List.of("gpu_name", "gpu_driver_version", "gpu_compute_cap", "gpu_vbios_version")) {
                fields.name(gpu);
            }
            fields.size("gpu_nonreserved_bytes");
        }
        Slot slot = slot(site, entry, fields);
        return new GetJobscript(signed, fields.whole("workflow_id"), fields.whole("stage_id"), slot);
    }

    private static Slot slot(SiteName site, String entry, Fields fields) throws Malformed {
        if (fields.whole("processors") < 1 || fields.whole("wall_seconds") < 1) {
            throw new Malformed("processors and wall_seconds are whole numbers from 1");
        }
        return new Slot(
                site,
                entry,
                fields.name("hostname"),
                fields.name("cpuinfo"),
                fields.name("os_release"),
                fields.size("rss_bytes"),
                fields.whole("processors"),
                fields.whole("wall_seconds"));
    }

    /** @param jobscriptSecret for the job */
    static BindSlot bind(Fields fields, String jobscriptSecret) throws Malformed {
        SiteName site = valid("site_name", fields.name("site_name"), SiteName::new);
        Slot slot = slot(site, fields.name("entry_name"), fields);
        Optional<GpuNeed> gpus = Optional.empty();
        if (fields.has("gpus") && fields.whole("gpus") > 0) {
            int count = fields.whole("gpus");
            long memory = fields.size("gpu_memory_bytes");
            gpus = Optional.of(valid(
                    "gpu_compute_capability",
                    fields.name("gpu_compute_capability"),
                    capability -> new GpuNeed(count, memory, capability)));
        }
        Set<String> groups = fields.has("groups") ? Set.copyOf(fields.texts("groups")) : Set.of();
        SlotOffer offer = new SlotOffer(slot, fields.flag("has_inner_apptainer"), gpus, groups);
        JobsubId job = valid("jobsub_id", fields.name("jobsub_id"), JobsubId::new);
        int files = fields.wholeOr("max_files", 1);
        return valid(
                "request",
                fields.name("job_secret"),
                secret -> new BindSlot(job, secret, jobscriptSecret, offer, files));
    }

    static RecordResults recordResults(Signed signed, Fields fields) throws Malformed {
        int exit = fields.wholeOr("jobscript_exit", 0);
        RecordResults.Result result = new RecordResults.Result(
                Set.copyOf(fields.texts("processed_dids")),
                Set.copyOf(fields.texts("processed_pfns")),
                outputs(fields),
                fields.prose("jobscript_log", ResultLimits.MAX_LOG),
                exit,
                usage(fields));
        return new RecordResults(signed, result, digest(fields.object()));
    }

    private static List<RecordResults.Output> outputs(Fields fields) throws Malformed {
        Fields described = fields.has("output_metadata")
                ? Fields.of(fields.object().get("output_metadata"), "output_metadata")
                : Fields.parse("{}".getBytes(StandardCharsets.UTF_8));
        List<RecordResults.Output> outputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode pair : fields.list("output_files")) {
            if (!pair.isArray() || pair.size() != 2 || !pair.get(1).canConvertToInt()) {
                throw new Malformed("an entry of output_files is a file name and a pattern id");
            }
            String name = fileName(Fields.checked(pair.get(0), "output_files"));
            if (!names.add(name)) {
                throw new Malformed("output_files names " + name + " twice");
            }
            outputs.add(output(name, pair.get(1).intValue(), described));
        }
        if (outputs.size() > ResultLimits.MAX_OUTPUTS) {
            throw new Malformed("a job has at most " + ResultLimits.MAX_OUTPUTS + " outputs");
        }
        long together = outputs.stream()
                .mapToLong(
                        output -> output.metadata().length() + output.parents().length())
                .sum();
        if (together > NUMBERS_LONGER * (long) ResultLimits.MAX_METADATA_BYTES_TOGETHER) {
            throw new Malformed("the metadata and parents of all outputs have at most "
                    + ResultLimits.MAX_METADATA_BYTES_TOGETHER + " bytes together");
        }
        return outputs;
    }

    private static RecordResults.Output output(String name, int pattern, Fields described) throws Malformed {
        if (!described.has(name)) {
            return new RecordResults.Output(name, pattern, 0, "", 0, "{}", "[]");
        }
        Fields fields = Fields.of(described.object().get(name), "output_metadata of " + name);
        ObjectNode metadata = fields.has("metadata")
                ? Fields.of(fields.object().get("metadata"), "metadata of " + name)
                        .object()
                : Json.mapper().createObjectNode();
        Metadata.check(metadata, name);
        String text = Json.text(ASCII, metadata);
        String parents = Json.text(ASCII, Json.mapper().valueToTree(parents(fields, name)));
        if (text.length() + parents.length() > NUMBERS_LONGER * ResultLimits.MAX_METADATA_BYTES) {
            throw new Malformed(
                    "metadata and parents of " + name + " have at most " + ResultLimits.MAX_METADATA_BYTES + " bytes");
        }
        return new RecordResults.Output(
                name,
                pattern,
                fields.has("size_bytes") ? bytes(fields) : 0,
                adler32(fields),
                Metadata.events(metadata, name),
                text,
                parents);
    }

    private static long bytes(Fields fields) throws Malformed {
        long size = fields.size("size_bytes");
        if (size > ResultLimits.MAX_OUTPUT_BYTES) {
            throw new Malformed("size_bytes is more than " + ResultLimits.MAX_OUTPUT_BYTES);
        }
        return size;
    }

    /** Counters are no files of the catalogues and therefore no parents; who is named by a number only is left out. */
    private static List<String> parents(Fields fields, String name) throws Malformed {
        List<String> parents = new ArrayList<>();
        if (fields.has("parents")) {
            for (JsonNode parent : fields.list("parents")) {
                if (parent.has("fid") && !parent.has("did") && !parent.has("namespace")) {
                    continue;
                }
                String did =
                        parent.isObject() ? nested(Fields.of(parent, "parents")) : Fields.checked(parent, "parents");
                if (!CounterFile.isName(did)) {
                    parents.add(valid("parents of " + name, did, Did::parse).toString());
                }
            }
        }
        return parents;
    }

    private static String nested(Fields parent) throws Malformed {
        return parent.has("did") ? parent.name("did") : parent.name("namespace") + ":" + parent.name("name");
    }

    private static Usage usage(Fields fields) {
        Optional<Double> real = fields.number("jobscript_real_seconds");
        Optional<Double> user = fields.number("jobscript_user_seconds");
        Optional<Double> sys = fields.number("jobscript_sys_seconds");
        if (real.isEmpty() || user.isEmpty() || sys.isEmpty()) {
            return Usage.NONE;
        }
        double kilobytes = fields.number("jobscript_max_rss_kb").orElse(0.0);
        return new Usage(
                seconds(real.get()),
                seconds(user.get()),
                seconds(sys.get()),
                Math.round(Math.min(kilobytes, ResultLimits.MAX_RSS_KILOBYTES)) * 1024);
    }

    private static double seconds(double said) {
        return Math.min(said, ResultLimits.MAX_SECONDS);
    }

    static ConfirmResults confirmResults(Signed signed, Fields fields) throws Malformed {
        JsonNode files = fields.object().path("output_files");
        if (!files.isObject() || files.size() > ResultLimits.MAX_OUTPUTS) {
            throw new Malformed("output_files is missing or not an object of at most " + ResultLimits.MAX_OUTPUTS);
        }
        Map<String, ConfirmResults.Upload> uploads = new HashMap<>();
        for (Map.Entry<String, JsonNode> file : files.properties()) {
            uploads.put(fileName(file.getKey()), upload(Fields.of(file.getValue(), "output_files." + file.getKey())));
        }
        return new ConfirmResults(signed, uploads, digest(fields.object()));
    }

    private static ConfirmResults.Upload upload(Fields fields) throws Malformed {
        String rse = fields.textOr("rse_name", "");
        return new ConfirmResults.Upload(
                fields.whole("pattern_id"),
                rse.isEmpty() ? Optional.empty() : Optional.of(valid("rse_name", rse, RseName::new)),
                bytes(fields),
                adler32(fields),
                fields.textOr("pfn", ""));
    }

    static AbortJob abort(Signed signed, Fields fields) throws Malformed {
        int number = fields.whole("abort_code");
        String method = fields.text("aborted_method");
        String rse = fields.textOr("rse_name", "");
        EventType code = EventType.of(number)
                .filter(type -> type.name().startsWith("JOB_"))
                .orElseThrow(() -> new Malformed("abort_code " + number + " is no job event"));
        String why = fields.sentence("reason", ResultLimits.MAX_REASON);
        return new AbortJob(
                signed,
                code,
                why.isEmpty() ? unexplained(code, method, rse) : why,
                fields.prose("jobscript_log", ResultLimits.MAX_LOG));
    }

    /** Of a wrapper job that knows justIN's fields only; what is known of a failed jobscript already says more. */
    private static String unexplained(EventType code, String method, String rse) {
        if (code == EventType.JOB_ABORT_SCRIPT_ERROR) {
            return "";
        }
        return "The wrapper job gave up at '" + method + "'" + (rse.isEmpty() ? "" : ", RSE " + rse) + " with code "
                + code.number() + " (" + code + ").";
    }

    private static String adler32(Fields fields) throws Malformed {
        String sum = fields.textOr("adler32", "");
        if (sum.isEmpty()) {
            return sum;
        }
        return Adler32Sum.parse(sum)
                .map(Adler32Sum::hex)
                .orElseThrow(() -> new Malformed("adler32 has up to eight hex digits"));
    }

    private static String fileName(String name) throws Malformed {
        if (!OUTPUT_NAME.matcher(name).matches()) {
            throw new Malformed("no catalogue takes the output name '" + name
                    + "': it begins with a letter or digit and has at most 250 of A-Z a-z 0-9 . _ -");
        }
        return name;
    }

    private interface Reading<T> {
        T read(String text);
    }

    private static <T> T valid(String field, String text, Reading<T> reading) throws Malformed {
        try {
            return reading.read(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed(field + ": " + e.getMessage());
        }
    }

    /** The same for a request that is sent again with another signature. */
    private static String digest(ObjectNode body) {
        ObjectNode said = body.deepCopy();
        said.remove(List.of("secret_time", "secret_hash"));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(said.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
