package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.muster.sandbox.metacat.mql.QualifiedName;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Declares files into a dataset: all of them or none, and every mistake told at once. */
@Component
final class DeclareFiles {

    /** More in one call would only make a long transaction. */
    private static final int MAX_FILES = 50_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final MetaCatAccess access;
    private final Datasets datasets;
    private final TransactionTemplate transaction;

    DeclareFiles(
            JdbcClient jdbc,
            JdbcTemplate batches,
            MetaCatAccess access,
            Datasets datasets,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.access = access;
        this.datasets = datasets;
        this.transaction = transaction;
    }

    /** Files that passed all checks, not stored yet. */
    record Checked(Datasets.Known dataset, List<DeclaredFile> files, Map<FileSpec, String> parents) {}

    Checked check(MetaCatAccess.User user, QualifiedName into, Optional<String> namespace, JsonNode body) {
        access.requireNamespace(into.namespace());
        access.requireOwner(
                user,
                into.namespace(),
                String.format(Locale.ROOT, "Permission to add files to dataset %s denied", into));
        Datasets.Known dataset = datasets.find(into)
                .orElseThrow(
                        () -> MetaCatRefusal.text(400, String.format(Locale.ROOT, "Dataset %s does not exist", into)));
        if (!body.isArray() || body.isEmpty() || body.size() > MAX_FILES) {
            throw MetaCatRefusal.text(400, "Empty file list");
        }
        for (JsonNode file : body) {
            if (MetaCatJson.optional(file, "metadata").isEmpty()) {
                throw MetaCatRefusal.text(500, "KeyError: 'metadata'");
            }
        }
        FileProblems.refuseAny(
                body,
                "Metadata category validation errors",
                file -> FileProblems.withoutCategory(file.path("metadata")));
        FileProblems.refuseAny(
                body,
                "Metadata checksum validation errors",
                file -> FileProblems.wrongChecksums(file.path("checksums")));
        List<Object> problems = new ArrayList<>();
        List<DeclaredFile> files = new ArrayList<>();
        Map<String, Optional<String>> denials = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode item : body) {
            int position = index++;
            DeclaredFile.of(item, position, namespace, problems)
                    .ifPresent(file -> denials.computeIfAbsent(file.name().namespace(), space -> denial(user, space))
                            .ifPresentOrElse(
                                    denied -> problems.add(FileProblems.problem(position, denied, item)),
                                    () -> files.add(file)));
        }
        Map<FileSpec, String> parents = parents(files, problems);
        if (!problems.isEmpty()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("message", "Invalid file data");
            answer.put("metadata_errors", problems);
            throw MetaCatRefusal.json(488, answer);
        }
        return new Checked(dataset, files, parents);
    }

    List<Map<String, Object>> declare(MetaCatAccess.User user, Checked checked) {
        transaction.executeWithoutResult(status -> store(user, checked));
        return checked.files().stream().map(file -> answer(user, file)).toList();
    }

    /** As they were sent: the times that the database gave are not looked up. */
    private static Map<String, Object> answer(MetaCatAccess.User user, DeclaredFile file) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("fid", file.fid());
        answer.put("namespace", file.name().namespace());
        answer.put("name", file.name().name());
        answer.put("retired", false);
        for (String unknown :
                List.of("retired_by", "updated_by", "retired_timestamp", "updated_timestamp", "created_timestamp")) {
            answer.put(unknown, null);
        }
        file.checksums().ifPresent(checksums -> answer.put("checksums", MetaCatJson.read(checksums)));
        answer.put("size", file.size());
        answer.put("creator", user.name());
        answer.put("metadata", MetaCatJson.read(file.metadata()));
        return answer;
    }

    /** Files get rising times in the order of the call, which is then their order in queries. */
    private void store(MetaCatAccess.User user, Checked checked) {
        List<DeclaredFile> files = checked.files();
        requireNew(files);
        batches.batchUpdate(
                """
                insert into metacat_files
                    (fid, namespace, name, size, checksums, metadata, creator, created_timestamp, updated_timestamp)
                values (?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb), ?,
                    now() + ? * interval '1 microsecond', now())
                """,
                IntStream.range(0, files.size())
                        .mapToObj(index -> row(user, files.get(index), index))
                        .toList());
        List<Object[]> links = new ArrayList<>();
        for (DeclaredFile file : files) {
            for (FileSpec parent : file.parents()) {
                links.add(new Object[] {checked.parents().get(parent), file.fid()});
            }
        }
        batches.batchUpdate("insert into metacat_links (parent_fid, child_fid) values (?, ?)", links);
        batches.batchUpdate(
                "insert into metacat_dataset_files (dataset_id, fid) values (?, ?)",
                files.stream()
                        .map(file -> new Object[] {checked.dataset().id(), file.fid()})
                        .toList());
        jdbc.sql("update metacat_datasets set file_count = file_count + :more where id = :id")
                .param("more", files.size())
                .param("id", checked.dataset().id())
                .update();
    }

    private static Object[] row(MetaCatAccess.User user, DeclaredFile file, int index) {
        return new Object[] {
            file.fid(),
            file.name().namespace(),
            file.name().name(),
            file.size(),
            file.checksums().orElse("{}"),
            file.metadata(),
            user.name(),
            index
        };
    }

    /** Clients read the names out of this text. */
    private void requireNew(List<DeclaredFile> files) {
        List<FileSpec> wanted = new ArrayList<>();
        files.forEach(file -> wanted.add(new FileSpec.ByName(file.name())));
        files.forEach(file -> wanted.add(new FileSpec.ByFid(file.fid())));
        Set<String> taken = new HashSet<>(FileSpec.fids(jdbc, wanted));
        Set<QualifiedName> seen = new HashSet<>();
        List<QualifiedName> repeated = files.stream()
                .map(DeclaredFile::name)
                .filter(name -> !seen.add(name))
                .toList();
        if (taken.isEmpty()) {
            if (!repeated.isEmpty()) {
                throw MetaCatRefusal.text(
                        409, "Integrity error: duplicate key value violates unique constraint: " + repeated.get(0));
            }
            return;
        }
        List<String> existing = jdbc.sql("select namespace || ':' || name from metacat_files where fid = any(:fids)")
                .param("fids", taken.toArray(new String[0]))
                .query(String.class)
                .list();
        String lines = existing.stream().map(name -> "  " + name).collect(Collectors.joining("\n"));
        throw MetaCatRefusal.text(409, "The following files already exist:\n" + lines);
    }

    private Optional<String> denial(MetaCatAccess.User user, String namespace) {
        if (!access.exists(namespace)) {
            return Optional.of(String.format(Locale.ROOT, "Namespace %s does not exist", namespace));
        }
        return access.owns(user, namespace)
                ? Optional.empty()
                : Optional.of(
                        String.format(Locale.ROOT, "Permission to declare files in namespace %s denied", namespace));
    }

    /** A parent must be known already, except that one named by id may come in the same call. */
    private Map<FileSpec, String> parents(List<DeclaredFile> files, List<Object> problems) {
        List<FileSpec> named = files.stream()
                .flatMap(file -> file.parents().stream())
                .distinct()
                .toList();
        Map<FileSpec, String> known = new LinkedHashMap<>(FileSpec.resolve(jdbc, named));
        files.forEach(file -> known.putIfAbsent(new FileSpec.ByFid(file.fid()), file.fid()));
        for (int index = 0; index < files.size(); index++) {
            for (FileSpec parent : files.get(index).parents()) {
                if (known.containsKey(parent)) {
                    continue;
                }
                if (parent instanceof FileSpec.ByName byName) {
                    problems.add(FileProblems.problem(index, "Can not get file id for parent: " + byName.name()));
                    break;
                } else {
                    throw MetaCatRefusal.text(409, "Integrity error: unknown parent file id");
                }
            }
        }
        return known;
    }
}
