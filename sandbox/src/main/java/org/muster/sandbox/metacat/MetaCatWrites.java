package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.metacat.mql.QualifiedName;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What takes a token. Which status refuses a caller without one differs by method, as on the real server. */
@RestController
@RequestMapping("/metacat/data")
final class MetaCatWrites {

    private final JdbcClient jdbc;
    private final MetaCatAccess access;
    private final Datasets datasets;
    private final DeclareFiles declarations;
    private final FileChanges changes;

    MetaCatWrites(
            JdbcClient jdbc, MetaCatAccess access, Datasets datasets, DeclareFiles declarations, FileChanges changes) {
        this.jdbc = jdbc;
        this.access = access;
        this.datasets = datasets;
        this.declarations = declarations;
        this.changes = changes;
    }

    @RequestMapping("/create_namespace")
    ResponseEntity<byte[]> createNamespace(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.TOLD_WHY);
        String name = MetaCatCall.checked("name", call.required("name"));
        Optional<String> role = call.query("owner_role");
        int made = jdbc.sql("""
                        insert into metacat_namespaces (name, owner_user, owner_role, creator, description)
                        values (:name, case when :byRole then null else :user end, case when :byRole then :role end,
                            :user, :description)
                        on conflict do nothing
                        """)
                .param("name", name)
                .param("byRole", role.isPresent())
                .param("role", role.orElse(""))
                .param("user", user.name())
                .param("description", call.query("description").orElse(""))
                .update();
        if (made == 0) {
            throw MetaCatRefusal.text(409, "Namespace already exists");
        }
        return jdbc.sql("select * from metacat_namespaces where name = :name")
                .param("name", name)
                .query((row, number) -> MetaCatReply.json(FileRecords.namespace(row)))
                .single();
    }

    @RequestMapping("/create_dataset")
    ResponseEntity<byte[]> createDataset(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        return MetaCatReply.json(datasets.create(access.require(call, MetaCatAccess.Without.TOLD_WHY), call.json()));
    }

    @RequestMapping("/update_dataset")
    ResponseEntity<byte[]> updateDataset(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.FORBIDDEN);
        return MetaCatReply.json(datasets.update(user, MetaCatCall.did(call.required("dataset")), call.json()));
    }

    @RequestMapping("/add_child_dataset")
    ResponseEntity<byte[]> addChild(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.TOLD_WHY);
        datasets.addChild(user, MetaCatCall.did(call.required("parent")), MetaCatCall.did(call.required("child")));
        return MetaCatReply.text("OK");
    }

    @RequestMapping("/declare_files")
    ResponseEntity<byte[]> declareFiles(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.TOLD_WHY);
        Optional<String> namespace = call.query("namespace");
        String dataset = call.query("dataset").orElseThrow(() -> MetaCatRefusal.text(400, "Dataset not specified"));
        QualifiedName into = MetaCatCall.did(
                dataset.contains(":") || namespace.isEmpty() ? dataset : namespace.get() + ":" + dataset);
        DeclareFiles.Checked checked = declarations.check(user, into, namespace, call.jsonOr("[]"));
        if (call.isYes("dry_run")) {
            return MetaCatReply.json(
                    202,
                    checked.files().stream()
                            .map(file -> Map.of(
                                    "name", file.name().name(),
                                    "namespace", file.name().namespace(),
                                    "fid", file.fid()))
                            .toList());
        }
        return MetaCatReply.json(declarations.declare(user, checked));
    }

    @RequestMapping("/add_files")
    ResponseEntity<byte[]> addFiles(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.FAILED);
        int added = datasets.addFiles(user, MetaCatCall.did(call.required("dataset")), call.json());
        return MetaCatReply.json(Map.of("files_added", added));
    }

    @RequestMapping("/remove_files")
    ResponseEntity<byte[]> removeFiles(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.FAILED);
        return MetaCatReply.json(Map.of("files_removed", datasets.removeFiles(user, call.json())));
    }

    @RequestMapping("/update_file_meta")
    ResponseEntity<byte[]> updateMetadata(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        return MetaCatReply.json(
                changes.updateMetadata(access.require(call, MetaCatAccess.Without.FORBIDDEN), call.json()));
    }

    @RequestMapping("/update_file")
    ResponseEntity<byte[]> updateFile(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.FORBIDDEN);
        JsonNode body = call.json();
        FileSpec spec = FileSpec.one(body);
        changes.update(user, spec, body);
        return one(spec);
    }

    @RequestMapping("/retire_file")
    ResponseEntity<byte[]> retireFile(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.FORBIDDEN);
        JsonNode body = call.json();
        FileSpec spec = FileSpec.one(body);
        if (body.path("retire").asBoolean(true)) {
            changes.retire(user, spec);
        } else {
            changes.restore(user, spec);
        }
        return one(spec);
    }

    /** The text is not checked: a broken one fails when it is used. */
    @RequestMapping("/create_named_query")
    ResponseEntity<byte[]> createNamedQuery(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.UNAUTHORIZED);
        JsonNode body = call.json();
        String namespace =
                MetaCatCall.checked("namespace", body.path("namespace").asText());
        String name = MetaCatCall.checked("name", body.path("name").asText());
        access.requireNamespace(namespace);
        access.requireOwner(user, namespace, "Permission denied");
        int stored = jdbc.sql("""
                        insert into metacat_queries (namespace, name, source, creator)
                        values (:namespace, :name, :source, :creator)
                        on conflict (namespace, name) do update set source = excluded.source where :replaces
                        """)
                .param("namespace", namespace)
                .param("name", name)
                .param("source", body.path("source").asText())
                .param("creator", user.name())
                .param("replaces", call.isYes("update"))
                .update();
        if (stored == 0) {
            throw MetaCatRefusal.text(409, "Query already exists");
        }
        return jdbc.sql("select * from metacat_queries where namespace = :namespace and name = :name")
                .param("namespace", namespace)
                .param("name", name)
                .query((row, number) -> MetaCatReply.json(FileRecords.namedQuery(row)))
                .single();
    }

    private ResponseEntity<byte[]> one(FileSpec spec) {
        List<FileRecords.Part> parts = List.of(FileRecords.Part.METADATA, FileRecords.Part.PROVENANCE);
        String fid = FileSpec.fids(jdbc, List.of(spec)).get(0);
        return jdbc.sql(String.format(
                        Locale.ROOT, "select %s from metacat_files f where f.fid = :fid", FileRecords.columns(parts)))
                .param("fid", fid)
                .query((row, number) -> MetaCatReply.json(FileRecords.file(row, parts)))
                .single();
    }
}
