package org.muster.sandbox.rucio.accounts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.sandbox.rucio.http.CallerAccount;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Scopes and who may write in them: the owner and privileged accounts. */
@Component
public final class Scopes {

    private final JdbcClient jdbc;

    Scopes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A missing scope is told to privileged accounts only; to others it is a scope they may not write in. */
    public void requireWrite(CallerAccount caller, String scope) {
        Optional<String> owner = jdbc.sql("select account from rucio_scopes where scope = :scope")
                .param("scope", scope)
                .query(String.class)
                .optional();
        if (caller.privileged()) {
            if (owner.isEmpty()) {
                throw new RucioRefusal(404, "ScopeNotFound", String.format(Locale.ROOT, "Scope %s not found", scope));
            }
            return;
        }
        if (!owner.map(caller.name()::equals).orElse(false)) {
            throw RucioRefusal.accessDenied(String.format(
                    Locale.ROOT, "Account %s can not add data identifier to scope %s", caller.name(), scope));
        }
    }

    List<String> all() {
        return jdbc.sql("select scope from rucio_scopes order by scope")
                .query(String.class)
                .list();
    }

    List<String> of(String account) {
        return jdbc.sql("select scope from rucio_scopes where account = :account order by scope")
                .param("account", account)
                .query(String.class)
                .list();
    }

    /** Whether the scope is new. */
    public boolean add(String account, String scope) {
        return jdbc.sql("insert into rucio_scopes (scope, account) values (:scope, :account) on conflict do nothing")
                        .param("scope", scope)
                        .param("account", account)
                        .update()
                == 1;
    }
}
