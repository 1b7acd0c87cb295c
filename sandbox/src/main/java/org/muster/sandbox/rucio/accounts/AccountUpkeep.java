package org.muster.sandbox.rucio.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.sandbox.identity.Accounts;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.rses.Rses;
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
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-zA-Z0-9-_\\\\/.]{1,30}");
    private static final Set<String> TYPES = Set.of("USER", "GROUP", "SERVICE");

    private final JdbcClient jdbc;
    private final AccountLimits limits;
    private final Accounts logins;
    private final Scopes scopes;
    private final Rses rses;

    AccountUpkeep(JdbcClient jdbc, AccountLimits limits, Accounts logins, Scopes scopes, Rses rses) {
        this.logins = logins;
        this.scopes = scopes;
        this.rses = rses;
        this.jdbc = jdbc;
        this.limits = limits;
    }

    /** No administrator makes accounts: the generic policy leaves it to root. */
    @PostMapping("/accounts/{account}")
    ResponseEntity<byte[]> add(RucioCall call, @PathVariable("account") String account) {
        JsonNode body = call.object();
        String type = RucioJson.text(body, "type").toUpperCase(Locale.ROOT);
        if (!body.has("email")) {
            throw RucioRefusal.keyError("email");
        }
        requireName(account);
        requireType(type);
        call.requireRoot("add account");
        int made = jdbc.sql("""
                        insert into rucio_accounts (account, account_type, email) values (:account, :type, :email)
                        on conflict do nothing
                        """)
                .param("account", account)
                .param("type", type)
                .param("email", RucioJson.optionalText(body, "email").orElse(""))
                .update();
        if (made == 0) {
            throw RucioRefusal.duplicate(String.format(Locale.ROOT, "Account ID '%s' already exists!", account));
        }
        return Reply.created();
    }

    /** All or none, though the real server keeps what came before a value that it refuses. */
    @PutMapping("/accounts/{account}")
    ResponseEntity<byte[]> change(RucioCall call, @PathVariable("account") String account) {
        JsonNode body = call.object();
        requireName(account);
        Map<String, String> changes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> change : body.properties()) {
            call.requirePrivilege("change " + change.getKey() + "  of the account");
            changes.put(change.getKey(), RucioJson.text(body, change.getKey()));
        }
        requireAccount(account);
        String type = changes.remove("account_type");
        String email = changes.remove("email");
        if (!changes.isEmpty()) {
            throw RucioRefusal.valueError(
                    "Unknown value " + changes.values().iterator().next());
        }
        if (type != null) {
            requireType(type);
        }
        jdbc.sql("""
                        update rucio_accounts set email = coalesce(:email, email),
                            account_type = coalesce(:type, account_type)
                        where account = :account
                        """)
                .param("email", email, Types.VARCHAR)
                .param("type", type, Types.VARCHAR)
                .param("account", account)
                .update();
        return Reply.ok();
    }

    /** The attribute {@code admin}, whatever its value, makes an account privileged. */
    @PostMapping("/accounts/{account}/attr/{key}")
    ResponseEntity<byte[]> addAttribute(
            RucioCall call, @PathVariable("account") String account, @PathVariable("key") String key) {
        String value = RucioJson.text(call.object(), "value");
        requireAttribute(key);
        requireAttribute(value);
        call.requirePrivilege("add attributes");
        requireAccount(account);
        int added = jdbc.sql("""
                        update rucio_accounts
                        set attributes = attributes || jsonb_build_object(cast(:key as text), cast(:value as text))
                        where account = :account and not jsonb_exists(attributes, :key)
                        """)
                .param("key", key)
                .param("value", value)
                .param("account", account)
                .update();
        if (added == 0) {
            throw RucioRefusal.duplicate(
                    String.format(Locale.ROOT, "Key %s already exist for account %s!", key, account));
        }
        return Reply.created();
    }

    /** An account that is not there has no attribute either. */
    @DeleteMapping("/accounts/{account}/attr/{key}")
    ResponseEntity<byte[]> removeAttribute(
            RucioCall call, @PathVariable("account") String account, @PathVariable("key") String key) {
        call.requirePrivilege("delete attribute");
        int removed = jdbc.sql("""
                        update rucio_accounts set attributes = attributes - :key
                        where account = :account and jsonb_exists(attributes, :key)
                        """).param("key", key).param("account", account).update();
        if (removed == 0) {
            throw new RucioRefusal(
                    404,
                    "AccountNotFound",
                    String.format(Locale.ROOT, "Attribute (%s) does not exist for the account %s!", key, account));
        }
        return Reply.ok();
    }

    @DeleteMapping({"/accountlimits/local/{account}/{rse}", "/accounts/{account}/limits/local/{rse}"})
    ResponseEntity<byte[]> removeLocalLimit(
            RucioCall call, @PathVariable("account") String account, @PathVariable("rse") String rse) {
        rses.named(rse);
        call.requirePrivilege("delete account limits");
        requireAccount(account);
        limits.remove(account, rse);
        return Reply.ok();
    }

    /** Bytes, and -1 for no bound. */
    @PostMapping({"/accountlimits/local/{account}/{rse}", "/accounts/{account}/limits/local/{rse}"})
    ResponseEntity<byte[]> setLocalLimit(
            RucioCall call, @PathVariable("account") String account, @PathVariable("rse") String rse) {
        long bytes = RucioJson.whole(call.object(), "bytes");
        rses.named(rse);
        call.requirePrivilege("set account limits");
        requireAccount(account);
        limits.set(account, rse, bytes);
        return Reply.created();
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

    /** By whoever owns it, too. */
    @PutMapping("/scopes/{account}/{scope}")
    ResponseEntity<byte[]> giveScope(
            RucioCall call, @PathVariable("account") String account, @PathVariable("scope") String scope) {
        if (!call.caller().privileged() && !scopes.of(call.caller().name()).contains(scope)) {
            throw call.denied("add scope").withStatus(500);
        }
        requireAccount(account);
        int given = jdbc.sql("update rucio_scopes set account = :account where scope = :scope")
                .param("account", account)
                .param("scope", scope)
                .update();
        if (given == 0) {
            throw new RucioRefusal(404, "ScopeNotFound", "None");
        }
        return Reply.text(201, "");
    }

    private static void requireName(String account) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw RucioRefusal.invalidObject(String.format(
                    Locale.ROOT, "Problem validating account: '%s' does not match '^[a-z0-9-_]+$'", account));
        }
    }

    private static void requireAttribute(String text) {
        if (!ATTRIBUTE.matcher(text).matches()) {
            throw RucioRefusal.invalidObject(String.format(
                    Locale.ROOT,
                    "Problem validating account_attribute: '%s' does not match '^%s$'",
                    text,
                    ATTRIBUTE.pattern()));
        }
    }

    private static void requireType(String type) {
        if (!TYPES.contains(type)) {
            throw new RucioRefusal(
                    400,
                    "InvalidAccountType",
                    type + " is an invalid account type. Choose from ['USER', 'GROUP', 'SERVICE']");
        }
    }

    private void requireAccount(String account) {
        if (jdbc.sql("select account from rucio_accounts where account = :account")
                .param("account", account)
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw RucioRefusal.accountNotFound(account);
        }
    }
}
