package org.muster.sandbox.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.springframework.stereotype.Component;

/** Maps those who have proved who they are to the accounts they act as, the same in both catalogues. */
@Component
public final class Accounts {

    private final Map<String, String> accountOfIdentity;
    private final Iterable<IdentityConfig.Login> logins;
    private final Map<X500Principal, String> accountOfSubject;

    Accounts(IdentityConfig config) {
        this.accountOfIdentity = config.accounts();
        this.logins = config.logins();
        this.accountOfSubject = config.certificates().stream()
                .collect(Collectors.toUnmodifiableMap(
                        certificate -> new X500Principal(certificate.subject()), IdentityConfig.Certificate::account));
    }

    public Optional<String> of(Identity identity) {
        return identity.names().stream()
                .filter(accountOfIdentity::containsKey)
                .map(name -> accountOfIdentity.getOrDefault(name, name))
                .findFirst();
    }

    /** The account of a user with this password; the comparison takes the same time wherever they differ. */
    public Optional<String> login(String username, String password) {
        for (IdentityConfig.Login login : logins) {
            String expected = login.password();
            if (login.username().equals(username) && expected != null && !expected.isEmpty()) {
                return MessageDigest.isEqual(bytes(expected), bytes(password))
                        ? Optional.of(login.account())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The account of a certificate whose chain has been verified already; names are compared by their parts. */
    public Optional<String> of(X509Certificate certificate) {
        return Optional.ofNullable(accountOfSubject.get(certificate.getSubjectX500Principal()));
    }

    /**
     * What somebody can prove to be an account.
     *
     * @param type as Rucio names it
     */
    public record Known(String type, String name) {}

    /** Passwords and certificates that are configured, and the identity provider's names. */
    public List<Known> identitiesOf(String account) {
        List<Known> known = new ArrayList<>();
        for (IdentityConfig.Login login : logins) {
            String password = login.password();
            if (login.account().equals(account) && password != null && !password.isEmpty()) {
                known.add(new Known("USERPASS", login.username()));
            }
        }
        accountOfSubject.forEach((subject, of) -> {
            if (of.equals(account) && !subject.getName().isEmpty()) {
                known.add(new Known("X509", subject.getName()));
            }
        });
        accountOfIdentity.forEach((name, of) -> {
            if (of.equals(account)) {
                known.add(new Known("OIDC", name));
            }
        });
        known.sort(Comparator.comparing(Known::type).thenComparing(Known::name));
        return known;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
