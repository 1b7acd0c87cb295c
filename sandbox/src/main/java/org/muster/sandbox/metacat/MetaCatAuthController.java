package org.muster.sandbox.metacat;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.muster.sandbox.identity.Accounts;
import org.muster.sandbox.identity.CertificateDoor;
import org.muster.sandbox.identity.Doors;
import org.muster.sandbox.identity.Identity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logging in to MetaCat; the token comes in a header, the body is empty. */
@RestController
@RequestMapping({"/metacat/auth", "/metacat"})
final class MetaCatAuthController {

    private final Accounts accounts;
    private final Doors doors;
    private final MetaCatTokens tokens;
    private final Clock clock;

    MetaCatAuthController(Accounts accounts, Doors doors, MetaCatTokens tokens, Clock clock) {
        this.accounts = accounts;
        this.doors = doors;
        this.tokens = tokens;
        this.clock = clock;
    }

    private record LoggedIn(String user, Instant notAfter) {}

    @RequestMapping({"/auth", ""})
    ResponseEntity<byte[]> authenticate(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        Optional<LoggedIn> user = switch (call.query("method").orElse("")) {
            case "ldap", "password" -> byPassword(call);
            case "token" -> byToken(call);
            case "x509" -> byCertificate(call, CertificateDoor.shown(request));
            default -> throw MetaCatRefusal.text(401, "Unknown authentication method");
        };
        String token = user.map(known -> tokens.issue(known.user(), known.notAfter()))
                .orElseThrow(() -> MetaCatRefusal.text(401, "Authentication failed"));
        return ResponseEntity.ok().header("X-Authentication-Token", token).body(new byte[0]);
    }

    @RequestMapping("/whoami")
    ResponseEntity<byte[]> whoami(HttpServletRequest request) {
        String user = MetaCatAccess.token(new MetaCatCall(request))
                .map(tokens::check)
                .map(checked -> checked instanceof MetaCatTokens.Checked.Good good ? good.user() : "")
                .orElse("");
        return text(user);
    }

    @RequestMapping("/verify")
    ResponseEntity<byte[]> verify(HttpServletRequest request) {
        String token = MetaCatAccess.token(new MetaCatCall(request))
                .orElseThrow(() -> MetaCatRefusal.text(401, "Token not found"));
        if (tokens.check(token) instanceof MetaCatTokens.Checked.Bad bad) {
            throw MetaCatRefusal.text(401, bad.reason());
        }
        return text("OK");
    }

    @RequestMapping("/version")
    ResponseEntity<byte[]> version() {
        return text(MetaCatReads.VERSION);
    }

    @RequestMapping("/probe")
    ResponseEntity<byte[]> probe() {
        return text("OK");
    }

    /** The body is {@code user:password}, or the password alone with the user in the URL. */
    private Optional<LoggedIn> byPassword(MetaCatCall call) {
        String body = call.body();
        Optional<String> named = call.query("username");
        int colon = body.indexOf(':');
        if (named.isEmpty() && colon < 0) {
            return Optional.empty();
        }
        String user = named.orElseGet(() -> body.substring(0, colon));
        String password = named.isPresent() && !body.startsWith(user + ":") ? body : body.substring(colon + 1);
        return accounts.login(user, password)
                .map(account -> new LoggedIn(account, clock.instant().plus(MetaCatTokens.LIFETIME)));
    }

    /** A token of the identity provider; the name asked for must be the one it stands for. */
    private Optional<LoggedIn> byToken(MetaCatCall call) {
        Optional<Identity> identity = call.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, "bearer ", 0, 7))
                .flatMap(header -> doors.metacat(header.substring(7).trim()));
        return identity.flatMap(known -> accounts.of(known)
                .filter(account -> call.query("username")
                        .map(name -> name.equals(account) || known.names().contains(name))
                        .orElse(true))
                .map(account -> new LoggedIn(account, known.expiresAt())));
    }

    /** The user must be named, and be the one that the certificate stands for. */
    private Optional<LoggedIn> byCertificate(MetaCatCall call, Optional<X509Certificate> shown) {
        return shown.flatMap(accounts::of)
                .filter(account -> call.query("username").map(account::equals).orElse(false))
                .map(account -> new LoggedIn(account, clock.instant().plus(MetaCatTokens.LIFETIME)));
    }

    private static ResponseEntity<byte[]> text(String body) {
        return ResponseEntity.ok()
                .header("Content-Type", "text/plain; charset=utf-8")
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
