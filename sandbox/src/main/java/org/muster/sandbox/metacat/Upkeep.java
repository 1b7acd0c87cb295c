package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.metacat.mql.Mql;
import org.muster.sandbox.metacat.mql.MqlScope;
import org.muster.sandbox.metacat.mql.QualifiedName;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes datasets and files out of the catalogue, and moves files to another namespace. */
@Component
final class Upkeep {

    /** Of the reasons why files were not moved, so many are told. */
    private static final int MAX_ERRORS_TOLD = 100;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final MetaCatAccess access;
    private final Datasets datasets;
    private final Queries queries;

    Upkeep(
            JdbcTemplate jdbc,
            JdbcClient client,
            TransactionTemplate transaction,
            MetaCatAccess access,
            Datasets datasets,
            Queries queries) {
        this.jdbc = jdbc;
        this.client = client;
        this.transaction = transaction;
        this.access = access;
        this.datasets = datasets;
        this.queries = queries;
    }

    /** Its files stay. */
    void removeDataset(MetaCatAccess.User user, QualifiedName name) {
        Datasets.Known dataset = datasets.get(name);
        access.requireOwner(user, name.namespace(), "Permission denied");
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "delete from metacat_dataset_children where parent_id = ? or child_id = ?",
                    dataset.id(),
                    dataset.id());
            jdbc.update("delete from metacat_dataset_files where dataset_id = ?", dataset.id());
            jdbc.update("delete from metacat_datasets where id = ?", dataset.id());
        });
    }

    /** For good, unlike retiring; returns its id. */
    String deleteFile(MetaCatAccess.User user, FileSpec spec) {
        Found file =
                found(List.of(spec)).stream().findFirst().orElseThrow(() -> MetaCatRefusal.text(404, "File not found"));
        access.requireOwner(user, file.name().namespace(), "Not authorized");
        transaction.executeWithoutResult(status -> {
            jdbc.update("delete from metacat_links where parent_fid = ? or child_fid = ?", file.fid(), file.fid());
            jdbc.update("delete from metacat_dataset_files where fid = ?", file.fid());
            jdbc.update("delete from metacat_files where fid = ?", file.fid());
        });
        return file.fid();
    }

    /** What can not be moved is told and does not hold up the others. */
    Map<String, Object> moveFiles(MetaCatAccess.User user, JsonNode body) {
        String target = MetaCatJson.text(body, "namespace")
                .orElseThrow(() -> MetaCatRefusal.text(400, "Request must contain target namespace"));
        access.requireNamespace(target, "Namespace " + target + " not found");
        if (!access.ownsItself(user, target)) {
            throw MetaCatRefusal.text(401, "Not authorized to rename into namespace " + target);
        }
        List<Object> errors = new ArrayList<>();
        int moved = 0;
        for (Found file : asked(body)) {
            Optional<String> obstacle = obstacle(user, file, target);
            if (obstacle.isPresent()) {
                errors.add(Map.of("did", file.name().toString(), "message", obstacle.get()));
            } else if (!file.name().namespace().equals(target)) {
                moved += jdbc.update(
                        "update metacat_files set namespace = ?, updated_by = ?, updated_timestamp = now() where fid = ?",
                        target,
                        user.name(),
                        file.fid());
            }
        }
        return Map.of(
                "files_moved",
                moved,
                "errors",
                errors.subList(0, Math.min(errors.size(), MAX_ERRORS_TOLD)),
                "nerrors",
                errors.size());
    }

    private Optional<String> obstacle(MetaCatAccess.User user, Found file, String target) {
        if (!access.ownsItself(user, file.name().namespace())) {
            return Optional.of(
                    "Not authorized to rename files in namespace " + file.name().namespace());
        }
        boolean taken = !file.name().namespace().equals(target)
                && Boolean.TRUE.equals(jdbc.queryForObject(
                        "select exists (select from metacat_files where namespace = ? and name = ?)",
                        Boolean.class,
                        target,
                        file.name().name()));
        return taken ? Optional.of("File already exists in namespace " + target) : Optional.empty();
    }

    private record Found(String fid, QualifiedName name) {}

    private List<Found> asked(JsonNode body) {
        Optional<String> mql = MetaCatJson.text(body, "query");
        if (mql.isEmpty()) {
            return found(FileSpec.of(body.path("files")));
        }
        Mql.Compiled compiled = queries.compile(mql.get(), Optional.empty(), MqlScope.Retired.LEFT_OUT);
        if (!(compiled instanceof Mql.Compiled.Files files)) {
            throw MetaCatRefusal.text(400, "Invalid file query: " + mql.get());
        }
        List<Found> found = new ArrayList<>();
        queries.files(
                files,
                List.of(),
                file -> found.add(new Found(
                        String.valueOf(file.get("fid")),
                        new QualifiedName(String.valueOf(file.get("namespace")), String.valueOf(file.get("name"))))));
        return found;
    }

    private List<Found> found(List<FileSpec> specs) {
        return jdbc.query(
                "select fid, namespace, name from metacat_files where fid = any(?)",
                (row, number) -> new Found(row.getString(1), new QualifiedName(row.getString(2), row.getString(3))),
                (Object) FileSpec.fids(client, specs).toArray(new String[0]));
    }
}
