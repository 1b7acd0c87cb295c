package org.muster.sandbox.metacat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.sandbox.metacat.mql.Mql;
import org.muster.sandbox.metacat.mql.MqlError;
import org.muster.sandbox.metacat.mql.MqlScope;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Queries over HTTP: the text from the URL, a form field or the raw body; the answer a stream or a summary. */
@RestController
final class QueryController {

    private final Queries queries;
    private final Datasets datasets;
    private final MetaCatAccess access;

    QueryController(Queries queries, Datasets datasets, MetaCatAccess access) {
        this.queries = queries;
        this.datasets = datasets;
        this.access = access;
    }

    @RequestMapping("/metacat/data/query")
    void query(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MetaCatCall call = new MetaCatCall(request);
        String mql = text(call);
        Optional<String> namespace = call.query("namespace").map(name -> MetaCatCall.checked("namespace", name));
        if (mql.isBlank()) {
            json(response, "[]");
            return;
        }
        MqlScope.Retired retired =
                call.isYes("include_retired_files") ? MqlScope.Retired.INCLUDED : MqlScope.Retired.LEFT_OUT;
        JsonSequence records = new JsonSequence(response);
        Mql.Compiled compiled;
        try {
            compiled = queries.compile(mql, namespace, retired);
        } catch (MqlError e) {
            boolean listed = call.query("summary").isEmpty()
                    && call.query("save_as").isEmpty()
                    && call.query("add_to").isEmpty();
            if (e.cutsTheList() && listed) {
                records.end();
                return;
            }
            throw e;
        }
        if (compiled instanceof Mql.Compiled.DatasetIds ids) {
            queries.datasets(ids, records::record);
        } else if (compiled instanceof Mql.Compiled.Files files) {
            if (files(call, response, files, records)) {
                return;
            }
        }
        records.end();
    }

    @RequestMapping("/metacat/data/search_queries")
    void searchQueries(HttpServletRequest request, HttpServletResponse response) {
        Mql.Compiled compiled =
                queries.compile(text(new MetaCatCall(request)), Optional.empty(), MqlScope.Retired.LEFT_OUT);
        if (!(compiled instanceof Mql.Compiled.Searched searched)) {
            throw MetaCatRefusal.text(400, "Invalid query type");
        }
        JsonSequence records = new JsonSequence(response);
        queries.namedQueries(searched, records::record);
        records.end();
    }

    /** Whether the answer is a summary and so complete. */
    private boolean files(
            MetaCatCall call, HttpServletResponse response, Mql.Compiled.Files files, JsonSequence records)
            throws IOException {
        Optional<String> summary = call.query("summary");
        if (summary.isPresent()) {
            json(
                    response,
                    MetaCatJson.write(
                            switch (summary.get()) {
                                case "count" -> queries.count(files);
                                case "keys" -> queries.keys(files);
                                default -> throw MetaCatRefusal.text(400, "Unsupported summary type: " + summary.get());
                            }));
            return true;
        }
        if (call.query("save_as").isPresent() || call.query("add_to").isPresent()) {
            MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.TOLD_WHY);
            call.query("save_as").map(MetaCatCall::did).ifPresent(name -> datasets.saveAs(user, name, files));
            call.query("add_to").map(MetaCatCall::did).ifPresent(name -> datasets.addTo(user, name, files));
        }
        List<FileRecords.Part> parts = new ArrayList<>();
        if (call.isYes("with_meta")) {
            parts.add(FileRecords.Part.METADATA);
        }
        if (call.isYes("with_provenance")) {
            parts.add(FileRecords.Part.PROVENANCE);
        }
        queries.files(files, parts, records::record);
        return false;
    }

    /** The form of the URL is decoded twice, as on the real server. */
    private static String text(MetaCatCall call) {
        Optional<String> fromUrl = call.query("query");
        if (fromUrl.isPresent()) {
            return decoded(fromUrl.get());
        }
        String body = call.body();
        if (call.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")
                && body.startsWith("query=")) {
            String field = UriComponentsBuilder.newInstance()
                    .query(body)
                    .build()
                    .getQueryParams()
                    .getFirst("query");
            return decoded(field == null ? "" : field);
        }
        return body;
    }

    private static String decoded(String text) {
        return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
    }

    private static void json(HttpServletResponse response, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
