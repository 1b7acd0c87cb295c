package org.muster.webapp.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.domain.identity.Surface;
import org.muster.protocol.identity.HeldToken;
import org.muster.protocol.identity.OwnTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Tokens of the built-in provider: what is in them, and how we check them. */
@Configuration(proxyBeanMethods = false)
@Profile("!keycloak")
class EmbeddedTokens {
    static final String USER = "preferred_username";
    static final String GROUPS = "groups";
    /** One blank-separated text, as RFC 9068 and the WLCG token profile have it. */
    static final String SCOPE = "scope";

    static final String WLCG_VERSION = "wlcg.ver";
    static final String WLCG_PROFILE = "1.0";
    /** RFC 9068: nothing that means something else by its tokens takes this for one of them. */
    static final String ACCESS_TOKEN = "at+jwt";

    /** What the command line talks to. */
    private static final List<String> OF_PEOPLE =
            Stream.of(Surface.PLATFORM, Surface.CONTROL).map(Surface::audience).toList();

    @Bean
    ProgramTokens programTokens(Credentials credentials, IdentitySettings settings) {
        return new ProgramTokens(credentials.clients(), settings.storageAudience());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims(ProgramTokens programs) {
        return context -> {
            if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                return;
            }
            String name = context.getPrincipal().getName();
            Set<String> scopes = context.getAuthorizedScopes();
            context.getJwsHeader().type(ACCESS_TOKEN);
            context.getClaims()
                    .claim(WLCG_VERSION, WLCG_PROFILE)
                    .claim(USER, name)
                    .claim(SCOPE, String.join(" ", scopes));
            if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
                context.getClaims().audience(programs.audience(name, scopes));
                groups(context, programs.groups(name, scopes));
            } else {
                context.getClaims().audience(OF_PEOPLE);
                groups(
                        context,
                        context.getPrincipal().getAuthorities().stream()
                                .map(GrantedAuthority::getAuthority)
                                .toList());
            }
        };
    }

    private static void groups(JwtEncodingContext context, List<String> groups) {
        if (!groups.isEmpty()) {
            context.getClaims().claim(GROUPS, groups);
        }
    }

    /** Checks with the key at hand: a restart needs no call to ourselves. */
    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, IdentitySettings settings) {
        return TokenDecoder.of(keys, settings.issuer());
    }

    @Bean
    OwnTokens ownTokens(
            JWKSource<SecurityContext> keys, ProgramTokens programs, IdentitySettings settings, Clock clock) {
        return signed(keys, programs, settings.issuer(), settings.clientId(), clock);
    }

    @Bean
    CatalogueTokens catalogueTokens(
            JWKSource<SecurityContext> keys, ProgramTokens programs, IdentitySettings settings, Clock clock) {
        return new CatalogueTokens(signed(
                keys, programs, settings.issuer(), settings.catalogueClient().id(), clock));
    }

    /** The webapp is the issuer and need not ask itself. */
    private static OwnTokens signed(
            JWKSource<SecurityContext> keys, ProgramTokens programs, String issuer, String client, Clock clock) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
        return wanted -> new HeldToken(
                new SelfSigned(encoder, issuer, client, wanted, programs.audience(client, wanted), clock), 0.5, clock);
    }
}
