package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Accounts, what they may use, and the scopes they own. */
public final class RucioAccounts {
    private final RucioHttp http;

    RucioAccounts(RucioHttp http) {
        this.http = http;
    }

    /** The account that the token stands for. */
    public String whoami() {
        String location = http.location("/accounts/whoami");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** Makes a scope that {@code account} owns; refused if another account has it. */
    public void addScope(String account, String scope) {
        String path = "/scopes/" + RucioHttp.escape(account);
        try {
            http.post(path + "/" + RucioHttp.escape(scope), Map.of());
        } catch (RucioRefused e) {
            if (e.status() != 409 || !hasScope(path, scope)) {
                throw e;
            }
        }
    }

    private boolean hasScope(String path, String scope) {
        for (JsonNode owned : http.json(path + "/scopes")) {
            if (owned.asText().equals(scope)) {
                return true;
            }
        }
        return false;
    }
}
