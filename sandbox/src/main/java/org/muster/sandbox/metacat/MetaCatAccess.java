package org.muster.sandbox.metacat;

import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who a caller is and which namespaces they own: owning one, or being an admin, is all there is of permissions. */
@Component
final class MetaCatAccess {

    private final MetaCatTokens tokens;
    private final JdbcClient jdbc;

    MetaCatAccess(MetaCatTokens tokens, JdbcClient jdbc) {
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    record User(String name, boolean admin) {}

    /** Methods differ in how they refuse a caller without a good token: some with 401, some with 403. */
    User require(MetaCatCall call, int statusWithout) {
        String token = token(call).orElseThrow(() -> MetaCatError.text(statusWithout, "Authentication required"));
        if (!(tokens.check(token) instanceof MetaCatTokens.Checked.Good good)) {
            throw MetaCatError.text(statusWithout, "Client authentication failed");
        }
        return jdbc.sql("select username, admin from metacat_users where username = :user")
                .param("user", good.user())
                .query((row, number) -> new User(row.getString(1), row.getBoolean(2)))
                .optional()
                .orElseThrow(() -> MetaCatError.text(statusWithout, "Client authentication failed"));
    }

    static Optional<String> token(MetaCatCall call) {
        return call.header("X-Authentication-Token")
                .or(() -> call.header("Authorization")
                        .filter(header -> header.regionMatches(true, 0, "bearer ", 0, 7))
                        .map(header -> header.substring(7).trim()));
    }

    boolean owns(User user, String namespace) {
        return user.admin()
                || jdbc.sql("""
                                select n.name from metacat_namespaces n
                                where n.name = :namespace and (n.owner_user = :user or exists (
                                    select from metacat_roles r where r.role = n.owner_role and r.username = :user))
                                """)
                        .param("namespace", namespace)
                        .param("user", user.name())
                        .query(String.class)
                        .optional()
                        .isPresent();
    }

    void requireOwner(User user, String namespace) {
        if (!owns(user, namespace)) {
            throw MetaCatError.text(
                    403, String.format(Locale.ROOT, "Permission to write into namespace %s denied", namespace));
        }
    }

    void requireNamespace(String namespace) {
        if (jdbc.sql("select name from metacat_namespaces where name = :name")
                .param("name", namespace)
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw MetaCatError.text(404, "Namespace not found");
        }
    }
}
