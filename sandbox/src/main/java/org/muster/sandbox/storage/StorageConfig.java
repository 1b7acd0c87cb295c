package org.muster.sandbox.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.muster.domain.identity.Surface;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are kept and under which address clients reach them.
 *
 * @param baseUrl    this server as its clients see it; PFNs start with it
 * @param dataDir    one directory per RSE comes here
 * @param adminGroup members may switch faults on
 * @param issuerUri  who else gives tokens for this storage, beside the identity provider; nobody if empty
 * @param jwkSetUri  where its keys are; found by OIDC discovery if absent
 * @param audiences  a token must name one of these
 */
@ConfigurationProperties("muster.sandbox.storage")
public record StorageConfig(
        URI baseUrl,
        Path dataDir,
        @DefaultValue("camunda-admin") String adminGroup,
        @DefaultValue("") String issuerUri,
        @DefaultValue("") String jwkSetUri,
        @DefaultValue(Surface.ANY_STORAGE) List<String> audiences) {

    /** The path under which storage is served. */
    public static final String MOUNT = "/storage";

    public StorageConfig {
        dataDir = dataDir.toAbsolutePath().normalize();
        audiences = List.copyOf(audiences);
        if (baseUrl.getHost() == null) {
            throw new IllegalArgumentException("muster.sandbox.storage.base-url needs a host: " + baseUrl);
        }
    }

    /** As grid clients name it: WebDAV over TLS is {@code davs}. */
    public String scheme() {
        return "https".equals(baseUrl.getScheme()) ? "davs" : "http";
    }

    public int port() {
        if (baseUrl.getPort() > 0) {
            return baseUrl.getPort();
        }
        return "https".equals(baseUrl.getScheme()) ? 443 : 80;
    }

    public String prefix(String rse) {
        return baseUrl.getPath().replaceAll("/$", "") + MOUNT + "/" + rse + "/rucio/";
    }
}
