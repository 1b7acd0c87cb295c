package org.muster.sandbox.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call, and as whom.
 *
 * @param issuerUri the identity provider whose tokens are believed; without one no JWT is
 * @param jwkSetUri where its keys are; found by OIDC discovery if absent
 * @param audiences a token must name one of these; empty accepts any audience of the issuer
 * @param groupPrefixes what stands before the names of groups, with commas between
 * @param rucioAudience whom a token must name for Rucio to take it
 * @param metacatAudience and MetaCat
 * @param accounts  user name or client id of the issuer, to the account it acts as
 * @param logins    name and password pairs; one without a password can not log in
 * @param certificates whose they are; one without a subject is nobody's
 */
@ConfigurationProperties("muster.sandbox.identity")
public record IdentityConfig(
        @DefaultValue("") String issuerUri,
        @DefaultValue("") String jwkSetUri,
        @DefaultValue List<String> audiences,
        @DefaultValue("/") String groupPrefixes,
        @DefaultValue("rucio") String rucioAudience,
        @DefaultValue("metacat") String metacatAudience,
        @DefaultValue Map<String, String> accounts,
        @DefaultValue List<Login> logins,
        @DefaultValue List<Certificate> certificates) {

    public IdentityConfig {
        audiences = audiences.stream().filter(text -> !text.isBlank()).toList();
        accounts = Map.copyOf(accounts);
        logins = List.copyOf(logins);
        certificates = certificates.stream()
                .filter(certificate -> !certificate.subject().isBlank())
                .toList();
    }

    /** An issuer whose tokens need not be anybody's. */
    public static IdentityConfig issuer(String issuerUri, String jwkSetUri, List<String> audiences) {
        return new IdentityConfig(
                issuerUri, jwkSetUri, audiences, "/", "rucio", "metacat", Map.of(), List.of(), List.of());
    }

    /** The subject of a certificate, such as {@code CN=Robot,O=Lab}, and the account it stands for. */
    public record Certificate(@DefaultValue("") String subject, String account) {}

    /** A user name, its password and the account it acts as. */
    public record Login(String username, @Nullable String password, String account) {

        @Override
        public String toString() {
            return "Login[" + username + " as " + account + "]";
        }
    }
}
