package org.muster.sandbox.storage;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are kept and under which address clients reach them.
 *
 * @param baseUrl    this server as its clients see it; PFNs start with it
 * @param dataDir    one directory per RSE comes here
 * @param adminGroup members may switch faults on
 */
@ConfigurationProperties("muster.sandbox.storage")
public record StorageConfig(
        URI baseUrl,
        Path dataDir,
        @DefaultValue("camunda-admin") String adminGroup) {

    /** The path under which storage is served. */
    public static final String MOUNT = "/storage";

    public StorageConfig {
        dataDir = dataDir.toAbsolutePath().normalize();
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
