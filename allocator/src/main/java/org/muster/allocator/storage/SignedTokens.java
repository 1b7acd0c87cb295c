package org.muster.allocator.storage;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;

/** Signed by the allocator itself, which knows what each job reads and writes: for those paths and that time. */
public final class SignedTokens implements StorageTokens {
    /** Of a scope claim: with the signature a token then stays below the eight thousand that servers have for a header. */
    static final int MAX_SCOPE_CHARACTERS = 4_096;

    /** What a job has for its uploads, from the moment that its jobscript has ended. */
    static final Duration TO_WRITE = Duration.ofHours(6);

    static final Duration TO_CLEAR = Duration.ofHours(1);

    /** One round of the registrar, with storages that take their time. */
    static final Duration TO_LOOK_AT = Duration.ofHours(1);

    /** The JDK's own P-256 takes five times as long, and each job's end has a signature (docs/internals/performance.md). */
    private static final Provider CURVES = new BouncyCastleProvider();

    private static final String CLEARING = "muster-clearing";
    private static final String REGISTERING = "muster-registering";

    /**
     * Jobs of a stage that begin within this time share what they read with: they may read the same, and a signature costs as
     * much processor time as handing out several files.
     */
    static final Duration SHARED = Duration.ofMinutes(1);

    private final String issuer;
    private final String audience;
    private final Duration stallLimit;
    private final Supplier<Optional<SigningKey>> keys;
    private final Clock clock;
    private final SharedTokens reading = new SharedTokens();
    private volatile @Nullable Signer signer;

    private record Signer(SigningKey key, JWSSigner signer, JWSHeader header) {}

    /**
     * @param issuer the allocator's public URL, where storages find its keys
     * @param stallLimit for which a job may be silent after its time
     * @param keys empty before PostgreSQL has told it
     */
    public SignedTokens(
            String issuer, String audience, Duration stallLimit, Supplier<Optional<SigningKey>> keys, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.stallLimit = stallLimit;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public String toRead(StageRef stage, Collection<StoragePath> directories, Duration wallTime) {
        List<String> scopes = directories.stream()
                .map(directory -> "storage.read:" + directory)
                .sorted()
                .toList();
        Duration life = wallTime.plus(stallLimit).plus(SHARED);
        Instant now = clock.instant();
        return reading.get(
                new SharedTokens.Use(stage, scopes, life),
                now,
                () -> new SharedTokens.Token(sign(stage.toString(), scopes, life), now.plus(SHARED)));
    }

    @Override
    public List<UploadToken> toWrite(JobsubId job, Map<String, List<StoragePath>> places) {
        List<UploadToken> tokens = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<String> scopes = new ArrayList<>();
        places.forEach((output, paths) -> {
            List<String> its = paths.stream()
                    .flatMap(path -> Stream.of("storage.create:" + path, "storage.read:" + path))
                    .distinct()
                    .toList();
            if (!scopes.isEmpty() && characters(scopes) + characters(its) > MAX_SCOPE_CHARACTERS) {
                tokens.add(new UploadToken(sign(job.value(), scopes, TO_WRITE), outputs));
                scopes.clear();
                outputs.clear();
            }
            scopes.addAll(its);
            outputs.add(output);
        });
        if (!scopes.isEmpty()) {
            tokens.add(new UploadToken(sign(job.value(), scopes, TO_WRITE), outputs));
        }
        return tokens;
    }

    @Override
    public FilesToken toClear(List<List<StoragePath>> files) {
        return files(
                CLEARING,
                files.stream()
                        .map(places -> places.stream()
                                .map(path -> "storage.modify:" + path)
                                .toList())
                        .toList(),
                TO_CLEAR);
    }

    @Override
    public FilesToken toLookAt(List<StoragePath> files) {
        return files(
                REGISTERING,
                files.stream()
                        .map(path -> List.of("storage.read:" + path.directory().orElse(path)))
                        .toList(),
                TO_LOOK_AT);
    }

    private FilesToken files(String subject, List<List<String>> rights, Duration life) {
        Set<String> scopes = new LinkedHashSet<>();
        int covered = 0;
        for (List<String> its : rights) {
            Set<String> more = new LinkedHashSet<>(scopes);
            more.addAll(its);
            if (!scopes.isEmpty() && characters(more) > MAX_SCOPE_CHARACTERS) {
                break;
            }
            scopes = more;
            covered++;
        }
        return new FilesToken(sign(subject, List.copyOf(scopes), life), covered);
    }

    private static int characters(Collection<String> scopes) {
        return scopes.stream().mapToInt(scope -> scope.length() + 1).sum();
    }

    @SuppressWarnings("JavaUtilDate") // the JWT library takes nothing else
    private String sign(String subject, List<String> scopes, Duration life) {
        Optional<Signer> mine = scopes.isEmpty() ? Optional.empty() : signer();
        if (mine.isEmpty()) {
            return "";
        }
        Instant now = clock.instant();
        SignedJWT token = new SignedJWT(
                mine.get().header(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(subject)
                        .audience(audience)
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(life)))
                        .jwtID(UUID.randomUUID().toString())
                        .claim("wlcg.ver", "1.0")
                        .claim("scope", scopes.stream().collect(Collectors.joining(" ")))
                        .build());
        try {
            token.sign(mine.get().signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("a storage token cannot be signed", e);
        }
        return token.serialize();
    }

    private Optional<Signer> signer() {
        Signer known = signer;
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Signer> made = keys.get().map(SignedTokens::signer);
        signer = made.orElse(null);
        return made;
    }

    private static Signer signer(SigningKey key) {
        try {
            ECKey ec = key.key();
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(JOSEObjectType.JWT)
                    .keyID(ec.getKeyID())
                    .build();
            // Of another's key the provider would compute its table of the curve anew at each signature.
            Key its = KeyFactory.getInstance("EC", CURVES).translateKey(ec.toECPrivateKey());
            ECDSASigner signer = new ECDSASigner((PrivateKey) its, ec.getCurve());
            signer.getJCAContext().setProvider(CURVES);
            return new Signer(key, signer, header);
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("the key for storage tokens cannot sign", e);
        }
    }

    /** A key set (RFC 7517) without anything private; empty before there is a key. */
    public Optional<String> publicKeys() {
        return signer().map(mine -> new JWKSet(mine.key().key().toPublicJWK()).toString(true));
    }

    /** OpenID Connect Discovery 1.0, as far as those who check tokens look. */
    public Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer,
                "jwks_uri", issuer + "/jwks",
                "id_token_signing_alg_values_supported", List.of("ES256"),
                "response_types_supported", List.of("token"),
                "subject_types_supported", List.of("public"));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
