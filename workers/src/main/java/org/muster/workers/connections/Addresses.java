package org.muster.workers.connections;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Who we are and where the others are. */
@ConfigurationProperties("muster.connections")
record Addresses(
        URI tokenUri,
        String clientId,
        String clientSecret,
        URI webappUrl,
        URI allocatorUrl,
        URI rucioUrl,
        URI metacatUrl,
        URI metacatAuthUrl,
        String metacatUser) {
    @Override
    public String toString() {
        return "Addresses[" + clientId + "]";
    }
}
