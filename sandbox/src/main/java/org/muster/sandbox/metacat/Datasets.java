package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Types;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.metacat.mql.Mql;
import org.muster.sandbox.metacat.mql.MqlScope;
import org.muster.sandbox.metacat.mql.QualifiedName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Datasets and what is in them. */
@Component
final class Datasets {

    private final JdbcClient jdbc;
    private final MetaCatAccess access;
    private final Queries queries;
    private final TransactionTemplate transaction;

    Datasets(JdbcClient jdbc, MetaCatAccess access, Queries queries, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.access = access;
        this.queries = queries;
        this.transaction = transaction;
    }

    /** What is needed to change a dataset. */
    record Known(long id, QualifiedName name, boolean frozen, boolean monotonic) {}

    Optional<Known> find(QualifiedName name) {
        return jdbc.sql(
                        "select id, frozen, monotonic from metacat_datasets where namespace = :namespace and name = :name")
                .param("namespace", name.namespace())
                .param("name", name.name())
                .query((row, number) -> new Known(row.getLong(1), name, row.getBoolean(2), row.getBoolean(3)))
                .optional();
    }

    Known get(QualifiedName name) {
        return find(name).orElseThrow(() -> MetaCatRefusal.text(404, "Dataset not found"));
    }

    Map<String, Object> record(QualifiedName name) {
        return jdbc.sql("select * from metacat_datasets where namespace = :namespace and name = :name")
                .param("namespace", name.namespace())
                .param("name", name.name())
                .query((row, number) -> FileRecords.dataset(row))
                .optional()
                .orElseThrow(() -> MetaCatRefusal.text(404, "Dataset not found"));
    }

    long exactCount(QualifiedName name) {
        return jdbc.sql("""
                        select count(*) from metacat_dataset_files m
                        join metacat_datasets d on d.id = m.dataset_id
                        join metacat_files f on f.fid = m.fid
                        where d.namespace = :namespace and d.name = :name and not f.retired
                        """)
                .param("namespace", name.namespace())
                .param("name", name.name())
                .query(Long.class)
                .single();
    }

    Map<String, Object> create(MetaCatAccess.User user, JsonNode body) {
        QualifiedName name = new QualifiedName(
                MetaCatCall.checked("namespace", mandatory(body, "namespace")),
                MetaCatCall.checked("name", mandatory(body, "name")));
        access.requireNamespace(name.namespace(), "Namespace not found");
        access.requireOwner(user, name.namespace(), "Permission denied");
        JsonNode metadata = MetaCatJson.optional(body, "metadata").orElseGet(() -> MetaCatJson.read("{}"));
        requireCategories(metadata);
        Optional<Mql.Compiled.Files> initial =
                MetaCatJson.text(body, "files_query").map(mql -> fileQuery(mql, name.namespace()));
        transaction.executeWithoutResult(status -> {
            int made = jdbc.sql("""
                            insert into metacat_datasets (namespace, name, frozen, monotonic, description, metadata,
                                file_meta_requirements, creator)
                            values (:namespace, :name, :frozen, :monotonic, :description, cast(:metadata as jsonb),
                                cast(:requirements as jsonb), :creator)
                            on conflict do nothing
                            """)
                    .param("namespace", name.namespace())
                    .param("name", name.name())
                    .param("frozen", body.path("frozen").asBoolean())
                    .param("monotonic", body.path("monotonic").asBoolean())
                    .param("description", MetaCatJson.text(body, "description").orElse(""))
                    .param("metadata", metadata.toString())
                    .param(
                            "requirements",
                            MetaCatJson.optional(body, "file_meta_requirements")
                                    .map(JsonNode::toString)
                                    .orElse("{}"))
                    .param("creator", user.name())
                    .update();
            if (made == 0) {
                throw MetaCatRefusal.text(409, "Already exists");
            }
            initial.ifPresent(query -> queries.addTo(get(name).id(), query));
        });
        Map<String, Object> made = record(name);
        // Made from what was sent: requirements that nobody sent are null here and {} for who asks later.
        if (MetaCatJson.optional(body, "file_meta_requirements").isEmpty()) {
            made.put("file_meta_requirements", null);
        }
        return made;
    }

    Map<String, Object> update(MetaCatAccess.User user, QualifiedName name, JsonNode body) {
        Known dataset = get(name);
        access.requireOwner(
                user, name.namespace(), "Permission to update dataset in namespace " + name.namespace() + " denied");
        Optional<JsonNode> metadata = MetaCatJson.optional(body, "metadata");
        metadata.ifPresent(Datasets::requireCategories);
        boolean merges = MetaCatJson.text(body, "mode").map("update"::equals).orElse(true);
        jdbc.sql("""
                        update metacat_datasets set
                            metadata = case when :merges then metadata || cast(:metadata as jsonb)
                                            when :replaces then cast(:metadata as jsonb) else metadata end,
                            frozen = :frozen, monotonic = :monotonic,
                            description = coalesce(:description, description),
                            updated_by = :user, updated_timestamp = now()
                        where id = :id
                        """)
                .param("merges", metadata.isPresent() && merges)
                .param("replaces", metadata.isPresent() && !merges)
                .param("metadata", metadata.map(JsonNode::toString).orElse("{}"))
                .param("frozen", body.path("frozen").asBoolean(dataset.frozen()))
                .param("monotonic", body.path("monotonic").asBoolean(dataset.monotonic()))
                .param("description", MetaCatJson.text(body, "description").orElse(null), Types.VARCHAR)
                .param("user", user.name())
                .param("id", dataset.id())
                .update();
        return record(name);
    }

    /** Files that are in it already do not count, unknown ones are skipped. */
    int addFiles(MetaCatAccess.User user, QualifiedName name, JsonNode body) {
        requireEither(body, "No files to add");
        Known dataset = writable(user, name);
        Optional<String> mql = MetaCatJson.text(body, "query");
        if (mql.isPresent()) {
            String namespace = MetaCatJson.text(body, "namespace").orElse(name.namespace());
            return transacted(dataset, fileQuery(mql.get(), namespace));
        }
        List<String> fids = FileSpec.fids(jdbc, FileSpec.of(body.path("file_list")));
        return transacted(dataset, FileSpec.asQuery(fids));
    }

    int removeFiles(MetaCatAccess.User user, JsonNode body) {
        Optional<String> namespaceOf =
                MetaCatJson.text(body, "dataset_namespace").or(() -> MetaCatJson.text(body, "namespace"));
        Optional<String> nameOf = MetaCatJson.text(body, "dataset_name");
        if (namespaceOf.isEmpty() || nameOf.isEmpty()) {
            throw MetaCatRefusal.text(400, "Dataset unspecified");
        }
        requireEither(body, "No files to remove");
        QualifiedName name = new QualifiedName(
                MetaCatCall.checked("dataset_namespace", namespaceOf.get()),
                MetaCatCall.checked("dataset_name", nameOf.get()));
        Known dataset = writable(user, name);
        if (dataset.monotonic()) {
            throw MetaCatRefusal.text(403, "Dataset is monotonic");
        }
        Optional<String> mql = MetaCatJson.text(body, "query");
        if (mql.isPresent()) {
            String namespace = MetaCatJson.text(body, "namespace").orElse(name.namespace());
            return queries.removeFrom(dataset.id(), fileQuery(mql.get(), namespace));
        }
        List<String> fids = FileSpec.fids(jdbc, FileSpec.of(body.path("file_list")));
        return jdbc.sql("delete from metacat_dataset_files where dataset_id = :id and fid = any(:fids)")
                .param("id", dataset.id())
                .param("fids", fids.toArray(new String[0]))
                .update();
    }

    void addChild(MetaCatAccess.User user, QualifiedName parent, QualifiedName child) {
        if (access.exists(parent.namespace())) {
            access.requireOwner(user, parent.namespace(), "Permission denied");
        }
        Known above = find(parent).orElseThrow(() -> MetaCatRefusal.text(404, "Parent dataset not found"));
        Known below = find(child).orElseThrow(() -> MetaCatRefusal.text(404, "Child dataset not found"));
        boolean cycle = jdbc.sql("""
                        with recursive t (id) as (
                            select cast(:child as bigint)
                            union select c.child_id from t join metacat_dataset_children c on c.parent_id = t.id)
                        select exists (select from t where id = :parent)
                        """)
                .param("child", below.id())
                .param("parent", above.id())
                .query(Boolean.class)
                .single();
        if (cycle) {
            throw MetaCatRefusal.text(
                    400, "Circular connection detected - child dataset is already an ancestor of the parent");
        }
        jdbc.sql(
                        "insert into metacat_dataset_children (parent_id, child_id) values (:parent, :child) on conflict do nothing")
                .param("parent", above.id())
                .param("child", below.id())
                .update();
    }

    void saveAs(MetaCatAccess.User user, QualifiedName name, Mql.Compiled.Files query) {
        access.requireNamespace(name.namespace());
        requireOwnNamespace(user, name, "create a dataset in");
        transaction.executeWithoutResult(status -> {
            int made = jdbc.sql(
                            "insert into metacat_datasets (namespace, name) values (:namespace, :name) on conflict do nothing")
                    .param("namespace", name.namespace())
                    .param("name", name.name())
                    .update();
            if (made == 0) {
                throw MetaCatRefusal.text(409, String.format(Locale.ROOT, "Dataset %s already exists", name));
            }
            queries.addTo(get(name).id(), query);
        });
    }

    /** Even to one that is frozen. */
    void addTo(MetaCatAccess.User user, QualifiedName name, Mql.Compiled.Files query) {
        access.requireNamespace(name.namespace());
        requireOwnNamespace(user, name, "add files to dataset in");
        Known dataset = find(name)
                .orElseThrow(
                        () -> MetaCatRefusal.text(404, String.format(Locale.ROOT, "Dataset %s does not exist", name)));
        transacted(dataset, query);
    }

    private void requireOwnNamespace(MetaCatAccess.User user, QualifiedName name, String action) {
        if (!access.ownsItself(user, name.namespace())) {
            throw MetaCatRefusal.text(
                    403,
                    String.format(Locale.ROOT, "Permission to %s the namespace %s denied", action, name.namespace()));
        }
    }

    private static void requireEither(JsonNode body, String neither) {
        boolean listed = !body.path("file_list").isEmpty();
        boolean asked = MetaCatJson.text(body, "query").isPresent();
        if (!listed && !asked) {
            throw MetaCatRefusal.text(400, neither);
        }
        if (listed && asked) {
            throw MetaCatRefusal.text(400, "Either file list or query must be specified, but not both");
        }
    }

    private int transacted(Known dataset, Mql.Compiled.Files query) {
        Integer added = transaction.execute(status -> queries.addTo(dataset.id(), query));
        return added == null ? 0 : added;
    }

    private Known writable(MetaCatAccess.User user, QualifiedName name) {
        access.requireNamespace(name.namespace());
        access.requireOwner(
                user, name.namespace(), String.format(Locale.ROOT, "Permission to add files dataset %s denied", name));
        Known dataset = get(name);
        if (dataset.frozen()) {
            throw MetaCatRefusal.text(403, "Dataset is frozen");
        }
        return dataset;
    }

    private Mql.Compiled.Files fileQuery(String mql, String namespace) {
        Mql.Compiled compiled = queries.compile(mql, Optional.of(namespace), MqlScope.Retired.LEFT_OUT);
        if (compiled instanceof Mql.Compiled.Files files) {
            return files;
        }
        throw MetaCatRefusal.text(400, "Invalid query type");
    }

    /** Without it the real server stumbles. */
    private static String mandatory(JsonNode body, String key) {
        return MetaCatJson.text(body, key)
                .orElseThrow(() -> MetaCatRefusal.text(500, String.format(Locale.ROOT, "KeyError: '%s'", key)));
    }

    static void requireCategories(JsonNode metadata) {
        for (Iterator<String> keys = metadata.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (key.indexOf('.') < 0) {
                throw MetaCatRefusal.text(400, "Metadata parameter without a category: " + key);
            }
        }
    }
}
