package org.muster.webapp.identity;

import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.muster.domain.identity.GroupNames;
import org.muster.domain.identity.Role;
import org.muster.protocol.identity.ClientAccount;
import org.muster.protocol.identity.OwnTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** An OIDC provider of the collaboration (Keycloak, IAM, CILogon): browsers sign in there, and tokens come from there. */
@Configuration(proxyBeanMethods = false)
@Profile("keycloak")
class ExternalProvider {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int MAX_DOCUMENT_BYTES = 256 * 1024;
    private static final Duration MIN_BETWEEN_FETCHES = Duration.ofSeconds(2);
    private static final Duration OUTAGE = Duration.ofDays(7);

    @Bean
    OwnTokens ownTokens(IdentitySettings settings, Clock clock) {
        return new ClientAccount(settings.tokenUri(), settings.clientId(), settings.clientSecret(), clock);
    }

    @Bean
    CatalogueTokens catalogueTokens(IdentitySettings settings, Clock clock) {
        IdentitySettings.CatalogueClient client = settings.catalogueClient();
        return new CatalogueTokens(new ClientAccount(settings.tokenUri(), client.id(), client.secret(), clock));
    }

    /** Known keys go on while the provider is away. */
    @Bean
    JwtDecoder jwtDecoder(IdentitySettings settings) throws MalformedURLException {
        return TokenDecoder.of(
                JWKSourceBuilder.<SecurityContext>create(
                                settings.jwksUri().toURL(),
                                new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_DOCUMENT_BYTES))
                        .rateLimited(MIN_BETWEEN_FETCHES.toMillis())
                        .outageTolerant(OUTAGE.toMillis())
                        .build(),
                settings.issuer());
    }

    /** Groups of the ID token become the authorities that the rest of the code asks for; a browser is nobody's service. */
    @Bean
    GrantedAuthoritiesMapper groupsOfClaims(IdentitySettings settings) {
        GroupNames names = settings.groupNames();
        return given -> given.stream()
                .flatMap(authority -> groups(authority).stream())
                .map(names::known)
                .filter(group -> !group.equals(Role.SERVICE.group()))
                .map(SimpleGrantedAuthority::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> groups(GrantedAuthority authority) {
        if (authority instanceof OidcUserAuthority oidc) {
            List<String> groups = oidc.getIdToken().getClaimAsStringList(EmbeddedTokens.GROUPS);
            return groups == null ? List.of() : groups;
        }
        return List.of();
    }
}
