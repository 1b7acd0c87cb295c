package org.muster.testkit.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.muster.testkit.tokens.Specimen.Flaw;

/** Makes tokens as the issuer would, or as somebody would who wants to be taken for it. */
public final class TokenMint {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int BITS = 2048;

    private final RSAKey key;
    private final RSAKey other;
    private final String issuer;
    private final Instant now;

    public TokenMint(RSAKey key, String issuer, Instant now) {
        this.key = key;
        this.issuer = issuer;
        this.now = now;
        try {
            this.other = new RSAKeyGenerator(BITS).keyID(key.getKeyID()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty where there is none. */
    public String mint(Specimen specimen) {
        Flaw flaw = specimen.flaw();
        if (flaw == Flaw.ABSENT) {
            return "";
        }
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        specimen.claims().forEach(claims::claim);
        if (flaw == Flaw.ID || flaw == Flaw.REFRESH) {
            claims.claim("typ", flaw == Flaw.ID ? "ID" : "Refresh");
        }
        times(claims, flaw == Flaw.EXPIRED ? now.minus(LIFE) : now.plus(LIFE));
        claims.issuer(flaw == Flaw.OTHER_ISSUER ? issuer + "/elsewhere" : issuer);
        return flaw == Flaw.UNSIGNED
                ? new PlainJWT(claims.build()).serialize()
                : signed(flaw == Flaw.OTHER_KEY ? other : key, claims.build());
    }

    @SuppressWarnings("JavaUtilDate") // the JWT library takes nothing else
    private void times(JWTClaimsSet.Builder claims, Instant end) {
        claims.issueTime(Date.from(now.minus(LIFE).minus(LIFE)))
                .notBeforeTime(Date.from(now.minus(LIFE).minus(LIFE)))
                .expirationTime(Date.from(end));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(new JOSEObjectType("at+jwt"))
                            .build(),
                    claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
