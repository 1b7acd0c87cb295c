package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.muster.domain.storage.RseName;

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

    /** Bytes that an account may use, by RSE. No entry is no quota. */
    public Map<RseName, Long> limits(String account) {
        Map<RseName, Long> limits = new LinkedHashMap<>();
        entries(account, "/limits/local")
                .forEach(entry ->
                        limits.put(new RseName(entry.getKey()), entry.getValue().asLong()));
        return limits;
    }

    /** Bytes that an account may use on all RSEs of an expression together. These hold beside {@link #limits}. */
    public Map<String, Long> globalLimits(String account) {
        Map<String, Long> limits = new LinkedHashMap<>();
        entries(account, "/limits/global")
                .forEach(entry -> limits.put(
                        entry.getKey(), entry.getValue().path("limit").asLong()));
        return limits;
    }

    private Set<Entry<String, JsonNode>> entries(String account, String what) {
        return http.json("/accounts/" + RucioHttp.escape(account) + what).properties();
    }

    public List<AccountUse> usage(String account) {
        return http.list("GET", "/accounts/" + RucioHttp.escape(account) + "/usage/local", "").stream()
                .map(RucioRecords::accountUse)
                .toList();
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
