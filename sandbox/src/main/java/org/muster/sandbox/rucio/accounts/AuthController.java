package org.muster.sandbox.rucio.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.identity.Accounts;
import org.muster.sandbox.identity.CertificateDoor;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.WireDates;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logging in: a GET whose secrets are in the headers, answered in the headers. */
@RestController
@RequestMapping("/rucio/auth")
final class AuthController {

    private final Accounts accounts;
    private final RucioTokens tokens;

    AuthController(Accounts accounts, RucioTokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    @GetMapping("/userpass")
    ResponseEntity<byte[]> userpass(
            @RequestHeader("X-Rucio-Account") Optional<String> wanted,
            @RequestHeader("X-Rucio-VO") Optional<String> vo,
            @RequestHeader("X-Rucio-Username") Optional<String> username,
            @RequestHeader("X-Rucio-Password") Optional<String> password,
            @RequestHeader("X-Rucio-AppID") Optional<String> application) {
        Optional<String> account = username.flatMap(user -> password.flatMap(word -> accounts.login(user, word)));
        String user = username.orElse("");
        boolean accepted =
                account.isPresent() && wanted.map(account.get()::equals).orElse(true);
        if (!accepted || !vo.orElse("def").equals("def")) {
            throw refusal(wanted.orElse(null), user);
        }
        return loggedIn(account.get(), user, application);
    }

    /** By the certificate of the TLS connection. Proxies of certificates are not understood. */
    @GetMapping({"/x509", "/x509_proxy"})
    ResponseEntity<byte[]> x509(
            HttpServletRequest request,
            @RequestHeader("X-Rucio-Account") Optional<String> wanted,
            @RequestHeader("X-Rucio-AppID") Optional<String> application) {
        X509Certificate certificate =
                CertificateDoor.shown(request).orElseThrow(() -> RucioRefusal.cannotAuthenticate("Cannot get DN"));
        String account = accounts.of(certificate)
                .filter(known -> wanted.map(known::equals).orElse(true))
                .orElseThrow(() -> RucioRefusal.cannotAuthenticate(String.format(
                        Locale.ROOT,
                        "Cannot authenticate to account %s with given credentials",
                        wanted.orElse("None"))));
        return loggedIn(account, certificate.getSubjectX500Principal().getName(), application);
    }

    private ResponseEntity<byte[]> loggedIn(String account, String user, Optional<String> application) {
        RucioTokens.Issued issued = tokens.issue(account, user, application.orElse("unknown"));
        return ResponseEntity.ok()
                .header("X-Rucio-Auth-Token", issued.token())
                .header("X-Rucio-Auth-Token-Expires", WireDates.format(issued.expiresAt()))
                .header("X-Rucio-Auth-Account", account)
                .header("Content-Type", "application/octet-stream")
                .body(new byte[0]);
    }

    /** Answers with the printed form of a Python dictionary, as the real server does. */
    @GetMapping("/validate")
    ResponseEntity<byte[]> validate(RucioCall call) {
        return Reply.text(
                200,
                String.format(
                        Locale.ROOT,
                        "{'account': '%s', 'lifetime': '%s'}",
                        call.caller().name(),
                        WireDates.format(call.caller().tokenExpiresAt())));
    }

    private static RucioRefusal refusal(@Nullable String wanted, String user) {
        return wanted == null
                ? new RucioRefusal(401, "IdentityError", "No account for identity " + user)
                : RucioRefusal.cannotAuthenticate(
                        String.format(Locale.ROOT, "Cannot authenticate to account %s with given credentials", wanted));
    }
}
