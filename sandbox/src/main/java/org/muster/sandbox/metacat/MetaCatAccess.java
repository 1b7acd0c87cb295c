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

    /** Methods differ in how they refuse a caller without a good token. */
    enum Without {
        /** With what is wrong with the token. */
        TOLD_WHY(401, ""),
        UNAUTHORIZED(401, "Authentication required"),
        FORBIDDEN(403, "Authentication required"),
        FAILED(403, "Client authentication failed");

        private final int status;
        private final String words;

        Without(int status, String words) {
            this.status = status;
            this.words = words;
        }

        MetaCatRefusal refusal(String why) {
            return MetaCatRefusal.text(status, words.isEmpty() ? why : words);
        }
    }

    User require(MetaCatCall call, Without without) {
        String token = token(call).orElseThrow(() -> without.refusal("Token not found"));
        MetaCatTokens.Checked checked = tokens.check(token);
        if (checked instanceof MetaCatTokens.Checked.Good good) {
            return jdbc.sql("select username, admin from metacat_users where username = :user")
                    .param("user", good.user())
                    .query((row, number) -> new User(row.getString(1), row.getBoolean(2)))
                    .optional()
                    .orElseThrow(() -> without.refusal("user not found"));
        }
        throw without.refusal(((MetaCatTokens.Checked.Bad) checked).reason());
    }

    static Optional<String> token(MetaCatCall call) {
        return call.header("X-Authentication-Token")
                .or(() -> call.header("Authorization")
                        .filter(header -> header.regionMatches(true, 0, "bearer ", 0, 7))
                        .map(header -> header.substring(7).trim()));
    }

    boolean owns(User user, String namespace) {
        return user.admin() || ownsItself(user, namespace);
    }

    /** As some methods ask, which forget about admins. */
    boolean ownsItself(User user, String namespace) {
        return jdbc.sql("""
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

    /** @param denied each method's own words */
    void requireOwner(User user, String namespace, String denied) {
        if (!owns(user, namespace)) {
            throw MetaCatRefusal.text(403, denied);
        }
    }

    void requireNamespace(String namespace) {
        requireNamespace(namespace, String.format(Locale.ROOT, "Namespace %s does not exist", namespace));
    }

    /** @param unknown the words of a method that has its own */
    void requireNamespace(String namespace, String unknown) {
        if (!exists(namespace)) {
            throw MetaCatRefusal.text(404, unknown);
        }
    }

    boolean exists(String namespace) {
        return jdbc.sql("select name from metacat_namespaces where name = :name")
                .param("name", namespace)
                .query(String.class)
                .optional()
                .isPresent();
    }
}
