package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.metacat.mql.QualifiedName;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What anybody may read; verbs do not matter. */
@RestController
@RequestMapping("/metacat/data")
final class MetaCatReads {

    /** The release whose behaviour this stand-in copies. */
    static final String VERSION = "4.1.4";

    private final JdbcClient jdbc;
    private final Datasets datasets;

    MetaCatReads(JdbcClient jdbc, Datasets datasets) {
        this.jdbc = jdbc;
        this.datasets = datasets;
    }

    @RequestMapping("/version")
    ResponseEntity<byte[]> version() {
        return MetaCatReply.text(VERSION);
    }

    @RequestMapping({"/namespace", "/namespace/{name}"})
    ResponseEntity<byte[]> namespace(HttpServletRequest request, @PathVariable("name") Optional<String> named) {
        return jdbc.sql("select * from metacat_namespaces where name = :name")
                .param("name", named.orElseGet(() -> new MetaCatCall(request).required("name")))
                .query((row, number) -> MetaCatReply.json(FileRecords.namespace(row)))
                .optional()
                .orElseThrow(() -> MetaCatRefusal.text(404, "Not found"));
    }

    /** All, or those of the list in the body; unknown names are left out. */
    @RequestMapping("/namespaces")
    ResponseEntity<byte[]> namespaces(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        String body = call.body();
        List<String> wanted = new ArrayList<>();
        if (!body.isBlank()) {
            MetaCatJson.items(MetaCatJson.read(body)).forEach(name -> wanted.add(name.asText()));
        }
        return MetaCatReply.json(jdbc.sql("""
                        select * from metacat_namespaces
                        where (:everyName or name = any(:names)) and (:everyOwner or owner_user = :owner)
                        order by name
                        """)
                .param("everyName", wanted.isEmpty())
                .param("names", wanted.toArray(new String[0]))
                .param("everyOwner", call.query("owner_user").isEmpty())
                .param("owner", call.query("owner_user").orElse(""))
                .query((row, number) -> FileRecords.namespace(row))
                .list());
    }

    @RequestMapping("/datasets")
    ResponseEntity<byte[]> datasets() {
        return MetaCatReply.json(jdbc.sql("select * from metacat_datasets order by namespace, name")
                .query((row, number) -> FileRecords.dataset(row))
                .list());
    }

    @RequestMapping({"/dataset", "/dataset/{did}"})
    ResponseEntity<byte[]> dataset(HttpServletRequest request, @PathVariable("did") Optional<String> named) {
        MetaCatCall call = new MetaCatCall(request);
        QualifiedName name = MetaCatCall.did(named.orElseGet(() -> call.required("dataset")));
        Map<String, Object> record = new LinkedHashMap<>(datasets.record(name));
        if (call.isYes("exact_file_count")) {
            record.put("file_count", datasets.exactCount(name));
        }
        return MetaCatReply.json(record);
    }

    @RequestMapping("/dataset_count")
    ResponseEntity<byte[]> datasetCount(HttpServletRequest request) {
        QualifiedName name = MetaCatCall.did(new MetaCatCall(request).required("dataset"));
        return MetaCatReply.json(Map.of("file_count", datasets.exactCount(name)));
    }

    @RequestMapping("/dataset_counts")
    ResponseEntity<byte[]> datasetCounts(HttpServletRequest request) {
        QualifiedName name = MetaCatCall.did(new MetaCatCall(request).required("dataset"));
        long id = datasets.find(name).map(Datasets.Known::id).orElse(-1L);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("dataset", name.toString());
        counts.put("file_count", datasets.exactCount(name));
        counts.put("parent_count", count("select count(*) from metacat_dataset_children where child_id = :id", id));
        counts.put("child_count", count("select count(*) from metacat_dataset_children where parent_id = :id", id));
        counts.put("superset_count", count("""
                        with recursive t (id) as (
                            select parent_id from metacat_dataset_children where child_id = :id
                            union select c.parent_id from t join metacat_dataset_children c on c.child_id = t.id)
                        select count(*) from t
                        """, id));
        counts.put("subset_count", count("""
                        with recursive t (id) as (
                            select child_id from metacat_dataset_children where parent_id = :id
                            union select c.child_id from t join metacat_dataset_children c on c.parent_id = t.id)
                        select count(*) from t
                        """, id));
        return MetaCatReply.json(counts);
    }

    @RequestMapping("/dataset_files")
    void datasetFiles(HttpServletRequest request, HttpServletResponse response) {
        MetaCatCall call = new MetaCatCall(request);
        Datasets.Known dataset = datasets.get(MetaCatCall.did(call.required("dataset")));
        List<FileRecords.Part> parts = call.isYes("with_metadata") ? List.of(FileRecords.Part.METADATA) : List.of();
        JsonSequence records = new JsonSequence(response);
        RowCallbackHandler each = row -> records.record(FileRecords.file(row, parts));
        jdbc.sql("""
                        select f.* from metacat_dataset_files m join metacat_files f on f.fid = m.fid
                        where m.dataset_id = :id and (:retiredToo or not f.retired)
                        """)
                .param("id", dataset.id())
                .param("retiredToo", call.isYes("include_retired_files"))
                .query(each);
        records.end();
    }

    @RequestMapping({"/file", "/file/{didOrFid}"})
    ResponseEntity<byte[]> file(HttpServletRequest request, @PathVariable("didOrFid") Optional<String> named) {
        MetaCatCall call = new MetaCatCall(request);
        Map<String, String> spec = new LinkedHashMap<>();
        named.ifPresent(text -> spec.put(text.indexOf(':') > 0 ? "did" : "fid", text));
        for (String key : List.of("fid", "did", "namespace", "name")) {
            call.query(key).ifPresent(value -> spec.put(key, value));
        }
        List<FileRecords.Part> parts = new ArrayList<>();
        if (!call.query("with_metadata").equals(Optional.of("no"))) {
            parts.add(FileRecords.Part.METADATA);
        }
        if (!call.query("with_provenance").equals(Optional.of("no"))) {
            parts.add(FileRecords.Part.PROVENANCE);
        }
        if (call.isYes("with_datasets")) {
            parts.add(FileRecords.Part.DATASETS);
        }
        FileSpec wanted = FileSpec.one(MetaCatJson.read(MetaCatJson.write(spec)));
        return records(List.of(wanted), parts).values().stream()
                .findFirst()
                .map(MetaCatReply::json)
                .orElseThrow(() -> MetaCatRefusal.text(404, "File not found"));
    }

    /** Unknown files are left out, repeated ones are repeated. */
    @RequestMapping("/files")
    ResponseEntity<byte[]> files(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        JsonNode body = call.json();
        List<FileRecords.Part> parts = new ArrayList<>();
        if (call.isYes("with_metadata")) {
            parts.add(FileRecords.Part.METADATA);
        }
        if (call.isYes("with_provenance")) {
            parts.add(FileRecords.Part.PROVENANCE);
        }
        List<FileSpec> specs = FileSpec.of(body);
        Map<FileSpec, Map<String, Object>> known = records(specs, parts);
        return MetaCatReply.json(specs.stream()
                .flatMap(spec -> Optional.ofNullable(known.get(spec)).stream())
                .toList());
    }

    @RequestMapping("/named_queries")
    ResponseEntity<byte[]> namedQueries(HttpServletRequest request) {
        Optional<String> namespace = new MetaCatCall(request).query("namespace");
        return MetaCatReply.json(jdbc.sql(
                        "select * from metacat_queries where :every or namespace = :namespace order by namespace, name")
                .param("every", namespace.isEmpty())
                .param("namespace", namespace.orElse(""))
                .query((row, number) -> FileRecords.namedQuery(row))
                .list());
    }

    @RequestMapping("/named_query")
    ResponseEntity<byte[]> namedQuery(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        return jdbc.sql("select * from metacat_queries where namespace = :namespace and name = :name")
                .param("namespace", call.required("namespace"))
                .param("name", call.required("name"))
                .query((row, number) -> MetaCatReply.json(FileRecords.namedQuery(row)))
                .optional()
                .orElseThrow(() -> MetaCatRefusal.text(404, "Named query not found"));
    }

    private Map<FileSpec, Map<String, Object>> records(List<FileSpec> specs, List<FileRecords.Part> parts) {
        Map<FileSpec, String> fids = FileSpec.resolve(jdbc, specs);
        Map<String, Map<String, Object>> byFid = new LinkedHashMap<>();
        jdbc.sql(String.format(
                        Locale.ROOT,
                        "select %s from metacat_files f where f.fid = any(:fids)",
                        FileRecords.columns(parts)))
                .param("fids", fids.values().toArray(new String[0]))
                .query((row, number) -> byFid.put(row.getString("fid"), FileRecords.file(row, parts)))
                .list();
        Map<FileSpec, Map<String, Object>> found = new LinkedHashMap<>();
        fids.forEach((spec, fid) -> Optional.ofNullable(byFid.get(fid)).ifPresent(file -> found.put(spec, file)));
        return found;
    }

    private long count(String sql, long id) {
        return jdbc.sql(sql).param("id", id).query(Long.class).single();
    }
}
