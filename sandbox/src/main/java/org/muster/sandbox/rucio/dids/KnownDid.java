package org.muster.sandbox.rucio.dids;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.http.WireDates;

/**
 * A DID as it is stored.
 *
 * @param bytes  of a file always, of a collection only once it is closed
 * @param length the number of files, likewise
 */
public record KnownDid(
        UncheckedDid did,
        DidType type,
        String account,
        boolean open,
        boolean monotonic,
        @Nullable Long bytes,
        @Nullable Long length,
        @Nullable String adler32,
        @Nullable String md5,
        @Nullable OffsetDateTime expiredAt,
        @Nullable OffsetDateTime createdAt,
        @Nullable OffsetDateTime updatedAt) {

    static KnownDid of(ResultSet row) throws SQLException {
        return new KnownDid(
                new UncheckedDid(row.getString("scope"), row.getString("name")),
                DidType.ofLetter(row.getString("did_type")),
                row.getString("account"),
                row.getBoolean("is_open"),
                row.getBoolean("monotonic"),
                row.getObject("bytes", Long.class),
                row.getObject("length", Long.class),
                row.getString("adler32"),
                row.getString("md5"),
                row.getObject("expired_at", OffsetDateTime.class),
                row.getObject("created_at", OffsetDateTime.class),
                row.getObject("updated_at", OffsetDateTime.class));
    }

    Map<String, Object> record() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("scope", did.scope());
        body.put("name", did.name());
        body.put("type", type.name());
        body.put("account", account);
        if (type == DidType.FILE) {
            body.put("bytes", bytes);
            body.put("length", 1);
            body.put("md5", md5);
            body.put("adler32", adler32);
        } else {
            body.put("open", open);
            body.put("monotonic", monotonic);
            body.put("expired_at", WireDates.formatNullable(expiredAt));
            body.put("length", length);
            body.put("bytes", bytes);
        }
        return body;
    }
}
