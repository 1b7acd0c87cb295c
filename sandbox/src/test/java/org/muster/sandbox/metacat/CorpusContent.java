package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the corpus's fixed content into the catalogue, with its ids and times. */
final class CorpusContent {

    private final JdbcClient jdbc;

    CorpusContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void load(JsonNode content) {
        jdbc.sql("insert into metacat_namespaces (name, owner_user) select x ->> 'name', x ->> 'owner_user' from "
                        + "jsonb_array_elements(cast(:json as jsonb)) x")
                .param("json", content.path("namespaces").toString())
                .update();
        jdbc.sql("""
                        insert into metacat_datasets (namespace, name, description, metadata, frozen, monotonic, creator)
                        select x ->> 'namespace', x ->> 'name', x ->> 'description', x -> 'metadata',
                            coalesce(cast(x ->> 'frozen' as boolean), false),
                            coalesce(cast(x ->> 'monotonic' as boolean), false), 'admin'
                        from jsonb_array_elements(cast(:json as jsonb)) x
                        """).param("json", content.path("datasets").toString()).update();
        jdbc.sql("""
                        insert into metacat_dataset_children (parent_id, child_id)
                        select p.id, c.id from jsonb_array_elements(cast(:json as jsonb)) x
                        join metacat_datasets p on p.namespace || ':' || p.name = x ->> 0
                        join metacat_datasets c on c.namespace || ':' || c.name = x ->> 1
                        """).param("json", content.path("dataset_links").toString()).update();
        files(content.path("files").toString());
        jdbc.sql("""
                        insert into metacat_queries (namespace, name, source, creator)
                        select x ->> 'namespace', x ->> 'name', x ->> 'source', 'admin'
                        from jsonb_array_elements(cast(:json as jsonb)) x
                        """).param("json", content.path("named_queries").toString()).update();
    }

    private void files(String json) {
        jdbc.sql("""
                        insert into metacat_files (fid, namespace, name, size, creator, created_timestamp, checksums,
                            metadata, retired)
                        select x ->> 'fid', x ->> 'namespace', x ->> 'name', cast(x ->> 'size' as bigint), x ->> 'creator',
                            to_timestamp(cast(x ->> 'created_timestamp' as double precision)), x -> 'checksums',
                            x -> 'metadata', coalesce(cast(x ->> 'retired' as boolean), false)
                        from jsonb_array_elements(cast(:json as jsonb)) x
                        """).param("json", json).update();
        jdbc.sql("""
                        insert into metacat_links (parent_fid, child_fid)
                        select p.fid, x ->> 'fid' from jsonb_array_elements(cast(:json as jsonb)) x
                        cross join jsonb_array_elements_text(x -> 'parents') parent
                        join metacat_files p on p.namespace || ':' || p.name = parent
                        """).param("json", json).update();
        jdbc.sql("""
                        insert into metacat_dataset_files (dataset_id, fid)
                        select d.id, x ->> 'fid' from jsonb_array_elements(cast(:json as jsonb)) x
                        cross join jsonb_array_elements_text(x -> 'datasets') dataset
                        join metacat_datasets d on d.namespace || ':' || d.name = dataset
                        """).param("json", json).update();
        jdbc.sql("""
                        update metacat_datasets d set file_count =
                            (select count(*) from metacat_dataset_files m where m.dataset_id = d.id)
                        """).update();
    }
}
