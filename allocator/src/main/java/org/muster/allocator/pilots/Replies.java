package org.muster.allocator.pilots;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.muster.allocator.ledger.commands.BindSlot;
import org.muster.allocator.ledger.commands.GetJobscript;
import org.muster.allocator.ledger.commands.RecordResults;
import org.muster.allocator.storage.StoragePath;
import org.muster.allocator.storage.StorageTokens;
import org.muster.allocator.storage.UploadPlaces;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputPattern.Destination;
import org.muster.protocol.http.Json;

/** The JSON replies. justIN wire protocol: get_jobscript and record_results, with Muster's additions. */
final class Replies {
    private final String publicUrl;
    private final StorageTokens tokens;
    private final UploadAccounts accounts;

    Replies(String publicUrl, StorageTokens tokens, UploadAccounts accounts) {
        this.publicUrl = publicUrl;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    String started(GetJobscript.Started started) {
        return start(started).toString();
    }

    String bound(BindSlot.Bound bound) {
        ObjectNode reply = start(bound.started());
        ArrayNode files = reply.putArray("files");
        bound.files()
                .forEach(
                        file -> files.addArray().add(file.did()).add(file.pfn()).add(file.rse()));
        return reply.toString();
    }

    private ObjectNode start(GetJobscript.Started started) {
        ObjectNode reply = Json.mapper().createObjectNode();
        reply.put("principal_name", started.workflow().owner());
        reply.put("jobscript", started.stage().jobscript());
        reply.put("jobscript_image", started.stage().jobscriptImage().orElse(""));
        reply.put("quota_name", accounts.of(started.workflow().quotaName()));
        // Muster needs no X.509; an unmodified wrapper wants the four texts to be there.
        for (String role : new String[] {"no-roles", "production"}) {
            reply.put("justin-jobs-" + role + ".cert.pem", "");
            reply.put("justin-jobs-" + role + ".chain.pem", "");
        }
        ArrayNode patterns = reply.putArray("patterns");
        started.stage()
                .outputs()
                .forEach(pattern -> patterns.addArray()
                        .add(type(pattern.destination()))
                        .add(pattern.filePattern())
                        .add(pattern.patternId()));
        reply.put("site_name", started.site().value());
        reply.put("scope", started.workflow().scope());
        reply.put("mql", started.workflow().mql());
        reply.put("jobsub_id", started.jobsubId().value());
        reply.put("jobscript_secret", started.jobscriptSecret());
        reply.put("sam_web_uri", publicUrl + "/api/samweb/" + started.jobsubId() + "/" + started.jobscriptSecret());
        reply.put("workflow_id", started.workflow().workflow().number());
        reply.put("stage_id", started.stage().stage());
        reply.put("requested_processors", started.stage().processors());
        reply.put("requested_rss_bytes", started.stage().rssBytes());
        reply.put("requested_wall_seconds", started.stage().wallSeconds());
        ArrayNode environment = reply.putArray("stage_env");
        new TreeMap<>(started.stage().environment())
                .forEach((name, value) -> environment.addArray().add(name).add(value));
        reply.put(
                "storage_token",
                tokens.toRead(
                        new StageRef(
                                started.workflow().workflow(), started.stage().stage()),
                        started.directories(),
                        Duration.ofSeconds(started.stage().wallSeconds())));
        return reply;
    }

    String recorded(RecordResults.Recorded recorded) {
        ObjectNode reply = Json.mapper().createObjectNode();
        // The owner's own token in justIN; nobody gives one to Muster.
        reply.put("user_access_token", "");
        ArrayNode rses = reply.putArray("output_rses");
        recorded.storages()
                .forEach(storage -> rses.addArray()
                        .add(storage.rse().value())
                        .add(storage.scheme().orElse("")));
        if (recorded.exitCode() != 0) {
            return reply.toString();
        }
        ObjectNode patterns = reply.putObject("patterns");
        recorded.patterns().forEach((id, place) -> pattern(patterns.putObject(Integer.toString(id)), place));
        reply.putArray("existing_dataset_dids");
        ObjectNode uploads = reply.putObject("uploads");
        recorded.outputs()
                .forEach(output -> places(uploads.putArray(output.did().name()), output, recorded));
        tokens(reply, tokens.toWrite(recorded.job(), written(recorded)));
        return reply.toString();
    }

    /** One token in all but the largest jobs; those find the others, and what each is good for, beside it. */
    private static void tokens(ObjectNode reply, List<StorageTokens.UploadToken> tokens) {
        reply.put("storage_token", tokens.isEmpty() ? "" : tokens.get(0).token());
        if (tokens.size() > 1) {
            ArrayNode all = reply.putArray("storage_tokens");
            tokens.forEach(token -> {
                ObjectNode each = all.addObject().put("token", token.token());
                token.outputs().forEach(each.putArray("outputs")::add);
            });
        }
    }

    /** Where Muster's storages are to take each output; nothing of Muster's is good at a person's own address. */
    private static Map<String, List<StoragePath>> written(RecordResults.Recorded recorded) {
        Map<String, List<StoragePath>> written = new LinkedHashMap<>();
        for (RecordResults.OutputPlace output : recorded.outputs()) {
            if (output.pattern().destination() != Destination.URL) {
                written.put(
                        output.did().name(),
                        UploadPlaces.of(recorded.storages(), output.did()).stream()
                                .flatMap(place -> StoragePath.of(place.pfn()).stream())
                                .toList());
            }
        }
        return written;
    }

    private static void pattern(ObjectNode reply, RecordResults.PatternPlace place) {
        if (place.pattern().destination() == Destination.URL) {
            reply.put("destination", directory(place.dataset(), place.number()));
            return;
        }
        reply.put("destination", place.dataset());
        reply.put("destination_number", String.format(Locale.ROOT, "n%03d", place.number()));
        reply.put("for_next_stage", place.pattern().destination() == Destination.NEXT_STAGE ? 1 : 0);
        reply.put("lifetime_seconds", place.pattern().lifetimeSeconds().orElse(0L));
        reply.put("rse_expression", place.pattern().rseExpression().orElse(""));
    }

    private static void places(ArrayNode reply, RecordResults.OutputPlace output, RecordResults.Recorded recorded) {
        OutputPattern pattern = output.pattern();
        if (pattern.destination() == Destination.URL) {
            String url = directory(output.dataset(), output.number()) + "/"
                    + output.did().name();
            reply.addArray()
                    .add("")
                    .add(url.substring(0, Math.max(0, url.indexOf(':'))))
                    .add(url);
            return;
        }
        for (UploadPlaces.Place place : UploadPlaces.of(recorded.storages(), output.did())) {
            Inventory.Storage storage = place.storage();
            reply.addArray()
                    .add(storage.rse().value())
                    .add(storage.scheme().orElse(""))
                    .add(place.pfn());
        }
    }

    private static String directory(String url, int number) {
        return url + String.format(Locale.ROOT, "/%03d", number);
    }

    private static String type(Destination destination) {
        return switch (destination) {
            case URL -> "url";
            case NEXT_STAGE -> "for_next_stage";
            case DATASET -> "";
        };
    }
}
