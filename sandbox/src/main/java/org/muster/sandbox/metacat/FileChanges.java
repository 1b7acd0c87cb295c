package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes what is said about declared files. */
@Component
final class FileChanges {

    private final JdbcClient jdbc;
    private final MetaCatAccess access;
    private final TransactionTemplate transaction;

    FileChanges(JdbcClient jdbc, MetaCatAccess access, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.access = access;
        this.transaction = transaction;
    }

    /** The same metadata for many files, of which unknown ones are left out; merging goes one level deep. */
    List<Map<String, Object>> updateMetadata(MetaCatAccess.User user, JsonNode body) {
        JsonNode metadata =
                MetaCatJson.optional(body, "metadata").orElseThrow(() -> MetaCatRefusal.text(400, "no metadata"));
        String mode = MetaCatJson.text(body, "mode").orElse("");
        if (!mode.equals("update") && !mode.equals("replace")) {
            throw MetaCatRefusal.text(400, "Invalid mode");
        }
        boolean merges = mode.equals("update");
        List<String> fids = FileSpec.fids(jdbc, FileSpec.of(body.path("files")));
        requireOwner(user, fids, namespace -> "Permission to update files in namespace " + namespace + " denied");
        if (!fids.isEmpty()) {
            Datasets.requireCategories(metadata);
        }
        return jdbc.sql("""
                        update metacat_files set
                            metadata = case when :merges then metadata else '{}' end || cast(:metadata as jsonb),
                            updated_by = :user, updated_timestamp = now()
                        where fid = any(:fids)
                        returning *
                        """)
                .param("merges", merges)
                .param("metadata", metadata.toString())
                .param("user", user.name())
                .param("fids", fids.toArray(new String[0]))
                .query((row, number) -> {
                    Map<String, Object> file = FileRecords.file(row, List.of(FileRecords.Part.METADATA));
                    Map<String, Object> answer = new LinkedHashMap<>();
                    for (String key : List.of("name", "namespace", "fid", "metadata")) {
                        answer.put(key, file.get(key));
                    }
                    return answer;
                })
                .list();
    }

    /** Any of metadata, checksums, size and parents of one file. */
    void update(MetaCatAccess.User user, FileSpec spec, JsonNode body) {
        boolean merges =
                MetaCatJson.text(body, "mode").map("add-update"::equals).orElse(true);
        String fid = owned(user, spec, namespace -> "Not authtorized");
        List<Object> wrong = new ArrayList<>();
        body.path("metadata").fieldNames().forEachRemaining(key -> {
            if (key.indexOf('.') < 0) {
                wrong.add(Map.of("name", key, "message", "Metadata parameter without a category: " + key));
            }
        });
        wrong.addAll(FileProblems.wrongChecksums(body.path("checksums")));
        if (!wrong.isEmpty()) {
            throw MetaCatRefusal.json(488, Map.of("message", "Metadata validation errors", "metadata_errors", wrong));
        }
        Optional<String> metadata = MetaCatJson.optional(body, "metadata").map(JsonNode::toString);
        Optional<String> checksums = MetaCatJson.optional(body, "checksums").map(JsonNode::toString);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            update metacat_files set
                                metadata = case when :keepsMetadata then metadata else '{}' end || cast(:metadata as jsonb),
                                checksums = case when :keepsChecksums then checksums else '{}' end || cast(:checksums as jsonb),
                                size = coalesce(cast(:size as bigint), size),
                                updated_by = :user, updated_timestamp = now()
                            where fid = :fid
                            """)
                    .param("keepsMetadata", merges || metadata.isEmpty())
                    .param("metadata", metadata.orElse("{}"))
                    .param("keepsChecksums", merges || checksums.isEmpty())
                    .param("checksums", checksums.orElse("{}"))
                    .param(
                            "size",
                            MetaCatJson.optional(body, "size")
                                    .map(JsonNode::asLong)
                                    .orElse(null),
                            Types.BIGINT)
                    .param("user", user.name())
                    .param("fid", fid)
                    .update();
            MetaCatJson.optional(body, "parents").ifPresent(parents -> link(fid, FileSpec.of(parents)));
        });
    }

    void retire(MetaCatAccess.User user, FileSpec spec) {
        jdbc.sql("""
                        update metacat_files set retired = true, retired_by = :user, retired_timestamp = now()
                        where fid = :fid
                        """)
                .param("user", user.name())
                .param("fid", owned(user, spec, FileChanges::notManaged))
                .update();
    }

    /** Takes a retirement back. */
    void restore(MetaCatAccess.User user, FileSpec spec) {
        jdbc.sql("""
                        update metacat_files set retired = false, retired_by = null, retired_timestamp = null
                        where fid = :fid
                        """).param("fid", owned(user, spec, FileChanges::notManaged)).update();
    }

    private void link(String fid, List<FileSpec> parents) {
        for (String parent : FileSpec.fids(jdbc, parents)) {
            jdbc.sql(
                            "insert into metacat_links (parent_fid, child_fid) values (:parent, :child) on conflict do nothing")
                    .param("parent", parent)
                    .param("child", fid)
                    .update();
        }
    }

    private static String notManaged(String namespace) {
        return "Permission to manage files in namespace " + namespace + " denied";
    }

    /** A file that is known and in a namespace of the user. */
    private String owned(MetaCatAccess.User user, FileSpec spec, UnaryOperator<String> denied) {
        List<String> fids = FileSpec.fids(jdbc, List.of(spec));
        if (fids.isEmpty()) {
            throw MetaCatRefusal.text(404, "File not found");
        }
        requireOwner(user, fids, denied);
        return fids.get(0);
    }

    private void requireOwner(MetaCatAccess.User user, List<String> fids, UnaryOperator<String> denied) {
        jdbc.sql("select distinct namespace from metacat_files where fid = any(:fids)")
                .param("fids", fids.toArray(new String[0]))
                .query(String.class)
                .list()
                .forEach(namespace -> access.requireOwner(user, namespace, denied.apply(namespace)));
    }
}
