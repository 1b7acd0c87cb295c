package org.muster.sandbox.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.identity.GroupNames;
import org.muster.domain.identity.TokenClaims;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Verifies bearer tokens against the configured issuer's keys. */
@Component
public final class JwtVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(JwtVerifier.class);
    /** Signatures only: a symmetric key has no place in a published key set. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    /** Longer ones are refused unread. */
    private static final int MAX_TOKEN_CHARS = 16_384;

    private final GroupNames groupNames;
    private final boolean issuerKnown;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public JwtVerifier(IdentityConfig config) {
        this.groupNames = GroupNames.parse(config.groupPrefixes());
        this.issuerKnown = !config.issuerUri().isEmpty();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new IssuerKeys(config)));
        processor.setJWSTypeVerifier((type, context) -> {}); // judged with the claims
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                config.audiences().isEmpty() ? null : new HashSet<>(config.audiences()), // asked whether it has null
                new JWTClaimsSet.Builder().issuer(config.issuerUri()).build(),
                Set.of("exp"),
                Set.of()));
    }

    /** Empty if the token is not to be believed, for whatever reason: callers are not told which. */
    public Optional<Identity> verify(String token) {
        if (!issuerKnown || token.length() > MAX_TOKEN_CHARS) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return identity(jwt.getHeader(), processor.process(jwt, null));
        } catch (BadJOSEException | ParseException refused) {
            LOG.debug("Refused a token: {}", refused.getMessage());
            return Optional.empty();
        } catch (JOSEException unavailable) {
            LOG.warn("Could not verify a token: {}", unavailable.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Identity> identity(JWSHeader header, JWTClaimsSet claims) throws ParseException {
        List<String> names = new ArrayList<>();
        for (String claim : List.of("preferred_username", "sub", "azp", "client_id")) {
            String name = claims.getStringClaim(claim);
            if (name != null && !name.isBlank()) {
                names.add(name);
            }
        }
        String type = header.getType() == null ? null : header.getType().getType();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Identity(
                        names,
                        TokenClaims.of(type, claims.getClaims(), groupNames),
                        claims.getExpirationTime().toInstant()));
    }
}
