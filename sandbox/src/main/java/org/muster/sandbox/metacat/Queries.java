package org.muster.sandbox.metacat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.sandbox.metacat.mql.Mql;
import org.muster.sandbox.metacat.mql.MqlScope;
import org.muster.sandbox.metacat.mql.QualifiedName;
import org.muster.sandbox.metacat.mql.Sql;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Runs compiled queries. */
@Component
final class Queries {

    private final JdbcTemplate jdbc;

    Queries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Mql.Compiled compile(String mql, Optional<String> namespace, MqlScope.Retired retired) {
        return Mql.compile(mql, new MqlScope(namespace, retired, this::source));
    }

    void files(Mql.Compiled.Files query, List<FileRecords.Part> parts, Consumer<Map<String, Object>> records) {
        RowCallbackHandler each = row -> records.accept(FileRecords.file(row, parts));
        jdbc.query(
                String.format(
                        Locale.ROOT,
                        "select %s from (%s) t join metacat_files f on f.fid = t.fid%s",
                        FileRecords.columns(parts),
                        query.rows().text(),
                        query.order()),
                each,
                query.rows().values().toArray());
    }

    void datasets(Mql.Compiled.DatasetIds query, Consumer<Map<String, Object>> records) {
        RowCallbackHandler each = row -> records.accept(FileRecords.dataset(row));
        jdbc.query(
                String.format(
                        Locale.ROOT,
                        "select * from metacat_datasets d where d.id in (%s)",
                        query.ids().text()),
                each,
                query.ids().values().toArray());
    }

    void namedQueries(Mql.Compiled.Searched query, Consumer<Map<String, Object>> records) {
        RowCallbackHandler each = row -> records.accept(FileRecords.namedQuery(row));
        jdbc.query(
                String.format(
                        Locale.ROOT,
                        "select * from metacat_queries q where %s",
                        query.condition().text()),
                each,
                query.condition().values().toArray());
    }

    Map<String, Object> count(Mql.Compiled.Files query) {
        return jdbc.queryForMap(
                String.format(
                        Locale.ROOT,
                        "select count(*) as count, coalesce(sum(f.size), 0) as total_size from (%s) t join metacat_files f on f.fid = t.fid",
                        query.rows().text()),
                query.rows().values().toArray());
    }

    List<String> keys(Mql.Compiled.Files query) {
        return jdbc.queryForList(
                String.format(Locale.ROOT, """
                select distinct jsonb_object_keys(f.metadata) collate "C" as key
                from (%s) t join metacat_files f on f.fid = t.fid order by key
                """, query.rows().text()),
                String.class,
                query.rows().values().toArray());
    }

    /** Puts what a query finds into a dataset; returns how many were not in it yet. */
    int addTo(long dataset, Mql.Compiled.Files query) {
        Sql insert = new Sql(
                        "insert into metacat_dataset_files (dataset_id, fid) select cast(? as bigint), t.fid from (",
                        List.of(dataset))
                .then(
                        query.rows().text() + ") t on conflict do nothing",
                        query.rows().values().toArray());
        int added = jdbc.update(insert.text(), insert.values().toArray());
        jdbc.update("update metacat_datasets set file_count = file_count + ? where id = ?", added, dataset);
        return added;
    }

    /** Takes what a query finds out of a dataset; returns how many were in it. */
    int removeFrom(long dataset, Mql.Compiled.Files query) {
        Sql delete = new Sql(
                        "delete from metacat_dataset_files where dataset_id = cast(? as bigint) and fid in (select t.fid from (",
                        List.of(dataset))
                .then(query.rows().text() + ") t)", query.rows().values().toArray());
        return jdbc.update(delete.text(), delete.values().toArray());
    }

    private Optional<String> source(QualifiedName name) {
        return jdbc
                .queryForList(
                        "select source from metacat_queries where namespace = ? and name = ?",
                        String.class,
                        name.namespace(),
                        name.name())
                .stream()
                .findFirst();
    }
}
