package org.muster.sandbox.rucio.accounts;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.http.NameRules;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.WireDates;
import org.muster.sandbox.rucio.rses.Rses;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, their scopes, limits and usage. */
@RestController
@RequestMapping("/rucio")
final class AccountsController {

    private final JdbcClient jdbc;
    private final Scopes scopes;
    private final AccountLimits limits;
    private final Rses rses;

    AccountsController(JdbcClient jdbc, Scopes scopes, AccountLimits limits, Rses rses) {
        this.rses = rses;
        this.jdbc = jdbc;
        this.scopes = scopes;
        this.limits = limits;
    }

    /** Redirects, by a relative location, to the caller's account. */
    @GetMapping("/accounts/whoami")
    ResponseEntity<Void> whoami(RucioCall call) {
        return ResponseEntity.status(303)
                .header("Location", call.caller().name())
                .build();
    }

    @GetMapping("/accounts/")
    void accounts(RucioCall call) {
        call.stream(out -> jdbc.sql("select account, account_type, email from rucio_accounts order by account")
                .query((row, number) -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("account", row.getString(1));
                    line.put("type", row.getString(2));
                    line.put("email", row.getString(3));
                    return line;
                })
                .list()
                .forEach(out::line));
    }

    @GetMapping("/accounts/{account}")
    ResponseEntity<byte[]> account(RucioCall call, @PathVariable("account") String account) {
        return jdbc.sql("select * from rucio_accounts where account = :account")
                .param("account", account)
                .query((row, number) -> {
                    String created = WireDates.iso(row.getObject("created_at", OffsetDateTime.class));
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("account", account);
                    body.put("account_type", row.getString("account_type"));
                    body.put("email", row.getString("email"));
                    body.put("status", "ACTIVE");
                    body.put("suspended_at", null);
                    body.put("deleted_at", null);
                    body.put("created_at", created);
                    body.put("updated_at", created);
                    return Reply.json(body);
                })
                .optional()
                .orElseThrow(() -> RucioRefusal.accountNotFound(account));
    }

    @GetMapping("/accounts/{account}/attr/")
    ResponseEntity<byte[]> attributes(RucioCall call, @PathVariable("account") String account) {
        Map<String, Object> attributes = jdbc.sql("select attributes from rucio_accounts where account = :account")
                .param("account", account)
                .query((row, number) -> RucioJson.readMap(row.getString(1)))
                .optional()
                .orElseThrow(() -> RucioRefusal.accountNotFound(account));
        return Reply.json(attributes.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                .toList());
    }

    @GetMapping("/accounts/{account}/scopes/")
    ResponseEntity<byte[]> scopesOf(RucioCall call, @PathVariable("account") String account) {
        return Reply.json(owned(account, "account ID"));
    }

    private List<String> owned(String account, String word) {
        requireAccount(account);
        List<String> owned = scopes.of(account);
        if (owned.isEmpty()) {
            throw new RucioRefusal(
                    404, "ScopeNotFound", String.format(Locale.ROOT, "no scopes found for %s '%s'", word, account));
        }
        return owned;
    }

    @GetMapping("/scopes/")
    ResponseEntity<byte[]> scopes(RucioCall call) {
        return Reply.json(scopes.all());
    }

    @GetMapping("/scopes/{account}/scopes")
    ResponseEntity<byte[]> scopesOfAccount(RucioCall call, @PathVariable("account") String account) {
        return Reply.json(owned(account, "account"));
    }

    /** The elder path, whose refusals by permission and schema are 500. */
    @PostMapping("/scopes/{account}/{scope}")
    ResponseEntity<byte[]> addScope(
            RucioCall call, @PathVariable("account") String account, @PathVariable("scope") String scope) {
        try {
            return addOwnScope(call, account, scope);
        } catch (RucioRefusal error) {
            boolean uncaught = error.exceptionClass().equals("AccessDenied")
                    || error.exceptionClass().equals("InvalidObject");
            throw uncaught ? error.withStatus(500) : error;
        }
    }

    /** The path that Rucio's own command line has taken since. */
    @PostMapping("/accounts/{account}/scopes/{scope}")
    ResponseEntity<byte[]> addOwnScope(
            RucioCall call, @PathVariable("account") String account, @PathVariable("scope") String scope) {
        NameRules.requireScope(scope);
        call.requirePrivilege("add scope");
        requireAccount(account);
        if (!scopes.add(account, scope)) {
            throw RucioRefusal.duplicate(String.format(Locale.ROOT, "Scope '%s' already exists!", scope));
        }
        return Reply.created();
    }

    @GetMapping({"/accounts/{account}/limits/local", "/accounts/{account}/limits/local/{rse}"})
    ResponseEntity<byte[]> localLimits(
            RucioCall call, @PathVariable("account") String account, @PathVariable("rse") Optional<String> rse) {
        Map<String, Object> asked = new LinkedHashMap<>();
        limits.limits(account).forEach((name, limit) -> asked.put(name, limit.asTold()));
        if (rse.isPresent()) {
            String name = rses.named(rse.get()).name();
            asked.keySet().retainAll(List.of(name));
            asked.putIfAbsent(name, null);
        }
        return Reply.json(asked);
    }

    /** Limits over expressions are not kept here: nobody has one. */
    @GetMapping("/accounts/{account}/limits/global")
    ResponseEntity<byte[]> globalLimits(RucioCall call, @PathVariable("account") String account) {
        requireAccount(account);
        return Reply.json(Map.of());
    }

    @GetMapping("/accounts/{account}/usage/global")
    void globalUsage(RucioCall call, @PathVariable("account") String account) {
        requireAccount(account);
        call.stream(out -> {});
    }

    @GetMapping({"/accounts/{account}/usage/local", "/accounts/{account}/usage/local/{rse}"})
    void usage(RucioCall call, @PathVariable("account") String account, @PathVariable("rse") Optional<String> rse) {
        rse.ifPresent(rses::named);
        call.stream(out -> limits.usage(account).values().stream()
                .filter(one -> rse.map(one.rse()::equals).orElse(true))
                .forEach(one -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("rse", one.rse());
                    line.put("bytes", one.bytes());
                    line.put("files", one.files());
                    line.put("bytes_limit", one.limit().asTold());
                    line.put("bytes_remaining", one.limit().remaining(one.bytes()));
                    out.line(line);
                }));
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
