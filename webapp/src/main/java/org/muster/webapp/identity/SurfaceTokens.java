package org.muster.webapp.identity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.identity.GroupNames;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;
import org.muster.domain.identity.TokenClaims;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/** Tokens at one surface: which it takes, and as whom their bearers act there. */
final class SurfaceTokens implements JwtDecoder, Converter<Jwt, AbstractAuthenticationToken> {
    private final Surface surface;
    private final JwtDecoder decoder;
    private final GroupNames names;
    private final JwtAuthenticationConverter converter = new JwtAuthenticationConverter();

    SurfaceTokens(Surface surface, JwtDecoder decoder, GroupNames names) {
        this.surface = surface;
        this.decoder = decoder;
        this.names = names;
        converter.setPrincipalClaimName(EmbeddedTokens.USER);
        converter.setJwtGrantedAuthoritiesConverter(this::authorities);
    }

    @Override
    public Jwt decode(String token) {
        Jwt jwt = decoder.decode(token);
        Optional<String> refusal = claims(jwt).refusal(surface.audience());
        if (refusal.isPresent()) {
            throw new BadJwtException(refusal.get());
        }
        if (!jwt.hasClaim(EmbeddedTokens.USER)) {
            throw new BadJwtException("the token has no " + EmbeddedTokens.USER);
        }
        return jwt;
    }

    @Override
    public @Nullable AbstractAuthenticationToken convert(Jwt jwt) {
        return converter.convert(jwt);
    }

    private List<GrantedAuthority> authorities(Jwt jwt) {
        return claims(jwt).roles(surface).stream()
                .map(Role::group)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    private TokenClaims claims(Jwt jwt) {
        Object type = jwt.getHeaders().get("typ");
        return TokenClaims.of(type == null ? null : String.valueOf(type), jwt.getClaims(), names);
    }
}
