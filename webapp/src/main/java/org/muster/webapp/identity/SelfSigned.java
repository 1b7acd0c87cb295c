package org.muster.webapp.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.muster.domain.identity.Role;
import org.muster.domain.identity.Surface;
import org.muster.protocol.identity.HeldToken;
import org.muster.protocol.identity.TokenRequest;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/** The webapp's own token where it is the issuer: it need not ask itself for one. */
final class SelfSigned implements Supplier<HeldToken.Token> {
    private final JwtEncoder encoder;
    private final String issuer;
    private final String client;
    private final Optional<String> scope;
    private final List<String> audience;
    private final Clock clock;

    SelfSigned(
            JwtEncoder encoder, String issuer, String client, TokenRequest wanted, List<String> audience, Clock clock) {
        this.encoder = encoder;
        this.issuer = issuer;
        this.client = client;
        this.scope = wanted.scope();
        this.audience = List.copyOf(audience);
        this.clock = clock;
    }

    @Override
    public HeldToken.Token get() {
        Instant now = clock.instant();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .subject(client)
                .audience(audience)
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .notBefore(now)
                .expiresAt(now.plus(RegisteredClients.SERVICE_TOKEN))
                .claim(EmbeddedTokens.WLCG_VERSION, EmbeddedTokens.WLCG_PROFILE)
                .claim(EmbeddedTokens.USER, client);
        scope.ifPresent(text -> claims.claim(EmbeddedTokens.SCOPE, text));
        if (scope.equals(Optional.of(Surface.CONTROL.scope()))) {
            claims.claim(EmbeddedTokens.GROUPS, List.of(Role.SERVICE.group()));
        }
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256)
                .type(EmbeddedTokens.ACCESS_TOKEN)
                .build();
        String token = encoder.encode(JwtEncoderParameters.from(header, claims.build()))
                .getTokenValue();
        return new HeldToken.Token(token, RegisteredClients.SERVICE_TOKEN);
    }
}
