package org.muster.webapp.inventory;

import java.time.OffsetDateTime;
import java.util.List;
import org.muster.domain.storage.RseName;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.StorageUsage;
import org.muster.webapp.http.Maybe;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How full the storages are, as was last told; shown, and nobody decides it. */
@Repository
public class StorageFigures {
    private final JdbcClient jdbc;

    StorageFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    void replace(List<StorageUsage> storages) {
        if (storages.size() > StorageUsage.MAX) {
            throw new IllegalArgumentException("at most " + StorageUsage.MAX + " storages");
        }
        jdbc.sql("delete from muster.storage_usage").update();
        jdbc.sql("""
                insert into muster.storage_usage (rse, readable, writable, used_bytes, total_bytes, seen_at)
                select rse, readable, writable, used_bytes, total_bytes, seen_at
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (rse text, readable boolean, writable boolean,
                  used_bytes bigint, total_bytes bigint, seen_at timestamptz)
                """)
                .param("rows", Json.mapper().valueToTree(storages).toString())
                .update();
    }

    public List<StorageUsage> all() {
        return jdbc.sql("select * from muster.storage_usage order by rse limit :limit")
                .param("limit", StorageUsage.MAX)
                .query((row, number) -> new StorageUsage(
                        new RseName(row.getString("rse")),
                        row.getBoolean("readable"),
                        row.getBoolean("writable"),
                        row.getLong("used_bytes"),
                        Maybe.number(row, "total_bytes"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
