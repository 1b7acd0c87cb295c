package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.muster.connectors.transport.Target;

/** Accounts, what they may use, and the scopes they own. */
public final class RucioAccounts {
    private final RucioHttp http;

    RucioAccounts(RucioHttp http) {
        this.http = http;
    }

    /** The account that the token stands for. */
    public String whoami() {
        String location = http.location(Target.of("/accounts/whoami"));
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Makes a scope that {@code account} owns; refused if another account has it. */
    public void addScope(String account, String scope) {
        try {
            http.post(Target.of("/scopes/{account}/{scope}", account, scope), Map.of());
        } catch (RucioRefused e) {
            if (e.status() != 409 || !hasScope(account, scope)) {
                throw e;
            }
        }
    }

    private boolean hasScope(String account, String scope) {
        for (JsonNode owned : http.json(Target.of("/scopes/{account}/scopes", account))) {
            if (owned.asText().equals(scope)) {
                return true;
            }
        }
        return false;
    }
}
