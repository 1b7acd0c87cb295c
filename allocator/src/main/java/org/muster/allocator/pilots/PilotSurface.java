package org.muster.allocator.pilots;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.muster.allocator.access.TokenVerifier;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.http.Exchange;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Secrets;
import org.muster.allocator.ledger.Signed;
import org.muster.allocator.ledger.commands.GetFile;
import org.muster.allocator.ledger.commands.GetFiles;
import org.muster.allocator.ledger.commands.MalformedRequest;
import org.muster.allocator.ledger.commands.MarkConsumed;
import org.muster.allocator.ledger.commands.SendHeartbeat;
import org.muster.allocator.ledger.questions.GetAllocatedFiles;
import org.muster.allocator.ledger.questions.RankStages;
import org.muster.allocator.storage.StorageTokens;
import org.muster.domain.job.JobsubId;
import org.muster.domain.job.ResultLimits;

/**
 * What pilots, wrapper jobs and jobscripts call. The method is in the body; the end of the path and the Content-Type say
 * nothing.
 */
public final class PilotSurface {
    public static final int MAX_BODY_BYTES = ResultLimits.MAX_REQUEST_BYTES;

    private static final String CLASSADS = "/api/get-classads";
    private static final String SAM = "/api/samweb/";
    private static final String BIND = "/api/pilots/bind";

    private final LedgerLoop ledger;
    private final Replies replies;
    private final ClassAds classAds;
    private final RankCache ranks;
    private final LateBinding binding;

    public PilotSurface(
            LedgerLoop ledger,
            String instance,
            String publicUrl,
            StorageTokens storageTokens,
            UploadAccounts accounts,
            TokenVerifier tokens,
            Clock clock) {
        this.ledger = ledger;
        this.replies = new Replies(publicUrl, storageTokens, accounts);
        this.classAds = new ClassAds(instance, clock);
        this.ranks = new RankCache(clock);
        this.binding = new LateBinding(ledger, tokens, replies);
    }

    public static boolean serves(String path) {
        return path.startsWith("/api/allocator")
                || path.startsWith(CLASSADS)
                || path.startsWith(SAM)
                || path.equals(BIND);
    }

    /** Nothing of a body is read that nobody could answer. */
    public void handle(Exchange exchange) {
        if (!exchange.method().equals("POST")) {
            PilotAnswer.sorry(exchange, 405, "only POST here");
        } else if (exchange.path().equals(BIND)) {
            binding.handle(exchange);
        } else {
            exchange.read(MAX_BODY_BYTES, 400, this::whole);
        }
    }

    private void whole(Exchange exchange) {
        try {
            if (exchange.path().startsWith(CLASSADS)) {
                classAds(exchange);
            } else if (exchange.path().startsWith(SAM)) {
                sam(exchange);
            } else {
                dispatch(exchange, Fields.parse(exchange.body()));
            }
        } catch (Malformed e) {
            PilotAnswer.sorry(exchange, 400, String.valueOf(e.getMessage()));
        }
    }

    private void dispatch(Exchange exchange, Fields fields) throws Malformed {
        JobsubId job = jobsubId(fields.name("jobsub_id"));
        String method = fields.name("method");
        switch (method) {
            case "get_file" -> give(exchange, new GetFile(secrets(job, fields)), PilotSurface::line);
            case "get_files" -> give(exchange, getFiles(secrets(job, fields), fields), PilotSurface::fileLines);
            case "samweb_getnextfile" -> give(exchange, new GetFile(secrets(job, fields)), GetFile.Granted::pfn);
            case "get_allocated_files" ->
                give(exchange, new GetAllocatedFiles(secrets(job, fields)), PilotSurface::lines);
            default -> signed(exchange, job, method, fields);
        }
    }

    private void signed(Exchange exchange, JobsubId job, String method, Fields fields) {
        Optional<Signed> signature = signature(job, method, fields);
        if (signature.isEmpty()) {
            PilotAnswer.sorry(exchange, 403, "secret_time or secret_hash is missing");
            return;
        }
        Signed signed = signature.get();
        try {
            switch (method) {
                case "get_jobscript" -> json(exchange, Requests.getJobscript(signed, fields), replies::started);
                case "send_heartbeat" -> give(exchange, new SendHeartbeat(signed), done -> "");
                case "record_results" -> give(exchange, Requests.recordResults(signed, fields), replies::recorded);
                case "confirm_results" -> give(exchange, Requests.confirmResults(signed, fields), done -> "");
                case "job_aborted" -> give(exchange, Requests.abort(signed, fields), done -> "");
                default -> throw new Malformed("there is no method " + method);
            }
        } catch (Malformed e) {
            give(exchange, new MalformedRequest(signed, String.valueOf(e.getMessage())), done -> "");
        }
    }

    private static Optional<Signed> signature(JobsubId job, String method, Fields fields) {
        try {
            long time = Long.parseLong(fields.name("secret_time"));
            return Optional.of(new Signed(job, method, time, fields.name("secret_hash")));
        } catch (Malformed | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Secrets secrets(JobsubId job, Fields fields) throws Malformed {
        return new Secrets(job, fields.name("jobscript_secret"));
    }

    private static JobsubId jobsubId(String text) throws Malformed {
        try {
            return new JobsubId(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed("jobsub_id: " + e.getMessage());
        }
    }

    private void classAds(Exchange exchange) throws Malformed {
        RankStages question = ClassAds.question(exchange.body());
        Optional<String> known = ranks.ranks(question);
        if (known.isPresent()) {
            exchange.reply(200, Exchange.TEXT, classAds.lines(known.get()));
            return;
        }
        give(exchange, question, answer -> {
            ranks.keep(question, answer);
            return classAds.lines(answer);
        });
    }

    /** {@code /api/samweb/<job>/<secret>/processes/<n>/<Call>}, the job id as it is. */
    private void sam(Exchange exchange) throws Malformed {
        List<String> elements = List.of(exchange.path().substring(SAM.length()).split("/", -1));
        if (elements.size() < 3) {
            throw new Malformed("a SAM path is a job id, a secret and a call");
        }
        Secrets secrets = new Secrets(jobsubId(elements.get(0)), elements.get(1));
        String call = elements.get(elements.size() - 1).toLowerCase(Locale.ROOT);
        switch (call) {
            case "getnextfile" -> give(exchange, new GetFile(secrets), GetFile.Granted::pfn);
            case "updatefilestatus", "setstatus" -> consumed(exchange, secrets);
            default -> PilotAnswer.sorry(exchange, 403, "this SAM call is not served");
        }
    }

    private void consumed(Exchange exchange, Secrets secrets) throws Malformed {
        String form = new String(exchange.body(), StandardCharsets.UTF_8);
        if (!formField(form, "status").equals("consumed")) {
            exchange.reply(200);
            return;
        }
        String pfn = formField(form, "filename");
        if (pfn.isEmpty() || pfn.length() > Fields.MAX_TEXT) {
            throw new Malformed("filename is missing or too long");
        }
        give(exchange, new MarkConsumed(secrets, pfn), done -> "");
    }

    private static String formField(String form, String name) throws Malformed {
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && pair.substring(0, equals).equals(name)) {
                try {
                    return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)
                            .strip();
                } catch (IllegalArgumentException e) {
                    throw new Malformed(name + " is not form-encoded");
                }
            }
        }
        return "";
    }

    private static GetFiles getFiles(Secrets secrets, Fields fields) throws Malformed {
        try {
            return new GetFiles(secrets, fields.whole("max_files"));
        } catch (IllegalArgumentException e) {
            throw new Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static String fileLines(List<GetFile.Granted> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach(file -> lines.append(line(file)).append('\n'));
        return lines.toString();
    }

    private static String line(GetFile.Granted file) {
        return file.did() + " " + file.pfn() + " " + file.rse();
    }

    private static String lines(GetAllocatedFiles.Given given) {
        StringBuilder lines = new StringBuilder();
        given.dids().forEach(did -> lines.append(did).append('\n'));
        return lines.toString();
    }

    private <T> void json(Exchange exchange, Command<Answer<T>> command, Function<T, String> reply) {
        give(exchange, command, Exchange.JSON, reply);
    }

    private <T> void give(Exchange exchange, Command<Answer<T>> command, Function<T, String> reply) {
        give(exchange, command, Exchange.TEXT, reply);
    }

    private <T> void give(
            Exchange exchange, Command<Answer<T>> command, String contentType, Function<T, String> reply) {
        PilotAnswer.give(exchange, ledger.submit(command), contentType, reply);
    }
}
