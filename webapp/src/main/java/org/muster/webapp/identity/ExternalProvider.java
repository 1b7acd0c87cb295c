package org.muster.webapp.identity;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.muster.protocol.identity.ClientCredentials;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

/** An OIDC provider of the collaboration (Keycloak, IAM, CILogon): browsers sign in there, and tokens come from there. */
@Configuration(proxyBeanMethods = false)
@Profile("keycloak")
class ExternalProvider {
    @Bean
    ServiceToken serviceToken(IdentitySettings settings, Clock clock) {
        ClientCredentials token =
                new ClientCredentials(settings.tokenUri(), settings.clientId(), settings.clientSecret(), "", clock);
        return token::get;
    }

    /** Groups of the ID token become the authorities that the rest of the code asks for. */
    @Bean
    GrantedAuthoritiesMapper groupsOfClaims() {
        return ExternalProvider::groups;
    }

    private static Collection<? extends GrantedAuthority> groups(Collection<? extends GrantedAuthority> given) {
        Set<GrantedAuthority> authorities = new HashSet<>();
        for (GrantedAuthority authority : given) {
            if (authority instanceof OidcUserAuthority oidc) {
                List<String> groups = oidc.getIdToken().getClaimAsStringList(EmbeddedTokens.GROUPS);
                if (groups != null) {
                    groups.forEach(group -> authorities.add(new SimpleGrantedAuthority(group)));
                }
            }
        }
        return authorities;
    }
}
