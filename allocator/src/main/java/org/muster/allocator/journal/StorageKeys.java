package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.muster.allocator.storage.SigningKey;

/** The key that storage tokens are signed with: the first leader makes it, all others have the same. */
final class StorageKeys {
    private static final String MAKE = "insert into storage_keys (id, jwk) values (1, ?) on conflict do nothing";
    private static final String READ = "select jwk from storage_keys";

    private StorageKeys() {}

    static SigningKey kept(Connection connection) throws SQLException {
        try (Statement reading = connection.createStatement()) {
            try (ResultSet known = reading.executeQuery(READ)) {
                if (known.next()) {
                    return SigningKey.parse(known.getString(1));
                }
            }
        }
        String fresh = SigningKey.fresh();
        try (PreparedStatement making = connection.prepareStatement(MAKE)) {
            making.setString(1, fresh);
            making.executeUpdate();
        }
        return SigningKey.parse(fresh);
    }
}
