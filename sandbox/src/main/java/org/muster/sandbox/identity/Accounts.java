package org.muster.sandbox.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Maps those who have proved who they are to the accounts they act as, the same in both catalogues. */
@Component
public final class Accounts {

    private final Map<String, String> accountOfIdentity;
    private final Iterable<IdentityConfig.Login> logins;

    Accounts(IdentityConfig config) {
        this.accountOfIdentity = config.accounts();
        this.logins = config.logins();
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
