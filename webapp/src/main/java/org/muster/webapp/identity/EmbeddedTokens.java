package org.muster.webapp.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.domain.identity.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Tokens of the built-in provider: what is in them, and how we check them. */
@Configuration(proxyBeanMethods = false)
@Profile("!keycloak")
class EmbeddedTokens {
    static final String USER = "preferred_username";
    static final String GROUPS = "groups";

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims(Credentials credentials) {
        Map<String, List<String>> groupsOfClients = credentials.clients().stream()
                .collect(Collectors.toMap(Credentials.Client::id, Credentials.Client::groups));
        return context -> {
            String name = context.getPrincipal().getName();
            List<String> groups = AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())
                    ? groupsOfClients.getOrDefault(name, List.of())
                    : context.getPrincipal().getAuthorities().stream()
                            .map(GrantedAuthority::getAuthority)
                            .toList();
            context.getClaims()
                    .claim(USER, name)
                    .claim(GROUPS, groups)
                    // One blank-separated text, as RFC 9068 and the WLCG token profile have it.
                    .claim("scope", String.join(" ", context.getAuthorizedScopes()));
        };
    }

    /** Checks with the key at hand: a restart needs no call to ourselves. */
    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, IdentitySettings settings) {
        NimbusJwtDecoder decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(settings.issuer()));
        return decoder;
    }

    @Bean
    ServiceToken serviceToken(JWKSource<SecurityContext> keys, IdentitySettings settings, Clock clock) {
        return new OwnToken(new NimbusJwtEncoder(keys), settings, clock);
    }

    /** The webapp is the issuer, so it signs its own token. */
    private static final class OwnToken implements ServiceToken {
        private final NimbusJwtEncoder encoder;
        private final IdentitySettings settings;
        private final Clock clock;
        private String token = "";
        private Instant renewAt = Instant.EPOCH;

        OwnToken(NimbusJwtEncoder encoder, IdentitySettings settings, Clock clock) {
            this.encoder = encoder;
            this.settings = settings;
            this.clock = clock;
        }

        @Override
        public synchronized String get() {
            Instant now = clock.instant();
            if (!now.isBefore(renewAt)) {
                JwtClaimsSet claims = JwtClaimsSet.builder()
                        .issuer(settings.issuer())
                        .subject(settings.clientId())
                        .issuedAt(now)
                        .expiresAt(now.plus(RegisteredClients.SERVICE_TOKEN))
                        .claim(USER, settings.clientId())
                        .claim(GROUPS, List.of(Role.SERVICE.group()))
                        .build();
                token = encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue();
                renewAt = now.plus(RegisteredClients.SERVICE_TOKEN.dividedBy(2));
            }
            return token;
        }
    }
}
