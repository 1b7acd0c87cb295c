package org.muster.sandbox.rucio.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.sandbox.identity.Accounts;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioError;
import org.muster.sandbox.rucio.http.RucioJson;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an administrator does to accounts. Who may log in as one is this sandbox's configuration, not in here. */
@RestController
@RequestMapping("/rucio")
final class AccountUpkeep {

    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9-_]{1,25}");
    private static final Set<String> TYPES = Set.of("USER", "GROUP", "SERVICE");

    private final JdbcClient jdbc;
    private final Limits limits;
    private final Accounts logins;

    AccountUpkeep(JdbcClient jdbc, Limits limits, Accounts logins) {
        this.logins = logins;
        this.jdbc = jdbc;
        this.limits = limits;
    }

    @PostMapping("/accounts/{account}")
    ResponseEntity<byte[]> add(RucioCall call, @PathVariable("account") String account) {
        call.requirePrivilege("add account");
        JsonNode body = call.object();
        String type = RucioJson.text(body, "type");
        if (!body.has("email")) {
            throw RucioError.keyError("email");
        }
        if (!ACCOUNT.matcher(account).matches()) {
            throw RucioError.invalidObject(String.format(
                    Locale.ROOT, "Problem with account : '%s' does not match '^%s$'", account, ACCOUNT.pattern()));
        }
        requireType(type);
        int made = jdbc.sql("""
                        insert into rucio_accounts (account, account_type, email) values (:account, :type, :email)
                        on conflict do nothing
                        """)
                .param("account", account)
                .param("type", type)
                .param("email", RucioJson.optionalText(body, "email").orElse(""))
                .update();
        if (made == 0) {
            throw duplicate(String.format(Locale.ROOT, "Account ID '%s' already exists!", account));
        }
        return Reply.created();
    }

    @PutMapping("/accounts/{account}")
    ResponseEntity<byte[]> change(RucioCall call, @PathVariable("account") String account) {
        call.requirePrivilege("update account");
        requireAccount(account);
        for (Map.Entry<String, JsonNode> change : call.object().properties()) {
            String value = change.getValue().asText();
            switch (change.getKey()) {
                case "email" ->
                    set("update rucio_accounts set email = :value where account = :account", account, value);
                case "account_type" -> {
                    requireType(value);
                    set("update rucio_accounts set account_type = :value where account = :account", account, value);
                }
                default -> throw RucioError.valueError("Unknown value " + value);
            }
        }
        return Reply.ok();
    }

    /** The attribute {@code admin}, whatever its value, makes an account privileged. */
    @PostMapping("/accounts/{account}/attr/{key}")
    ResponseEntity<byte[]> addAttribute(
            RucioCall call, @PathVariable("account") String account, @PathVariable("key") String key) {
        call.requirePrivilege("add attribute");
        requireAccount(account);
        JsonNode value = RucioJson.required(call.object(), "value");
        int added = jdbc.sql("""
                        update rucio_accounts
                        set attributes = attributes || jsonb_build_object(cast(:key as text), cast(:value as jsonb))
                        where account = :account and not jsonb_exists(attributes, :key)
                        """)
                .param("key", key)
                .param("value", value.toString())
                .param("account", account)
                .update();
        if (added == 0) {
            throw duplicate(String.format(Locale.ROOT, "Key %s already exist for account %s!", key, account));
        }
        return Reply.created();
    }

    @DeleteMapping("/accounts/{account}/attr/{key}")
    ResponseEntity<byte[]> removeAttribute(
            RucioCall call, @PathVariable("account") String account, @PathVariable("key") String key) {
        call.requirePrivilege("delete attribute");
        requireAccount(account);
        int removed = jdbc.sql("""
                        update rucio_accounts set attributes = attributes - :key
                        where account = :account and jsonb_exists(attributes, :key)
                        """).param("key", key).param("account", account).update();
        if (removed == 0) {
            throw RucioError.accountNotFound(
                    String.format(Locale.ROOT, "Attribute (%s) does not exist for the account %s!", key, account));
        }
        return Reply.ok();
    }

    @DeleteMapping({"/accountlimits/local/{account}/{rse}", "/accounts/{account}/limits/local/{rse}"})
    ResponseEntity<byte[]> removeLocalLimit(
            RucioCall call, @PathVariable("account") String account, @PathVariable("rse") String rse) {
        call.requirePrivilege("delete account limits");
        requireAccount(account);
        limits.remove(account, rse);
        return Reply.ok();
    }

    /** Who may log in as it. */
    @GetMapping("/accounts/{account}/identities")
    void identities(RucioCall call, @PathVariable("account") String account) {
        requireAccount(account);
        call.stream(out -> logins.identitiesOf(account)
                .forEach(identity ->
                        out.line(Map.of("type", identity.type(), "identity", identity.name(), "email", ""))));
    }

    @GetMapping("/scopes/owner/")
    ResponseEntity<byte[]> scopeOwners(RucioCall call) {
        return Reply.json(jdbc.sql("select scope, account from rucio_scopes order by scope")
                .query((row, number) -> Map.of("scope", row.getString(1), "account", row.getString(2)))
                .list());
    }

    @PutMapping("/scopes/{account}/{scope}")
    ResponseEntity<byte[]> giveScope(
            RucioCall call, @PathVariable("account") String account, @PathVariable("scope") String scope) {
        try {
            call.requirePrivilege("update scope");
        } catch (RucioError denied) {
            throw denied.withStatus(500);
        }
        requireAccount(account);
        int given = jdbc.sql("update rucio_scopes set account = :account where scope = :scope")
                .param("account", account)
                .param("scope", scope)
                .update();
        if (given == 0) {
            throw new RucioError(
                    404,
                    "ScopeNotFound",
                    String.format(Locale.ROOT, "Scope does not exist.\nDetails: Scope '%s' does not exist", scope));
        }
        return Reply.text(201, "");
    }

    private void set(String sql, String account, String value) {
        jdbc.sql(sql).param("account", account).param("value", value).update();
    }

    private static void requireType(String type) {
        if (!TYPES.contains(type)) {
            throw new RucioError(400, "InvalidAccountType", "Invalid account type.\nDetails: " + type);
        }
    }

    private static RucioError duplicate(String text) {
        return new RucioError(409, "Duplicate", "An object with the same identifier already exists.\nDetails: " + text);
    }

    private void requireAccount(String account) {
        if (jdbc.sql("select account from rucio_accounts where account = :account")
                .param("account", account)
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw RucioError.accountNotFound(account);
        }
    }
}
