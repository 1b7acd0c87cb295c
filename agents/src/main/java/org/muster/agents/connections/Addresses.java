package org.muster.agents.connections;

import java.net.URI;
import org.muster.connectors.access.CatalogueAccess;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Who we are and where the others are. */
@ConfigurationProperties("muster.connections")
record Addresses(
        URI tokenUri,
        String clientId,
        String clientSecret,
        URI webappUrl,
        URI allocatorUrl,
        CatalogueAccess catalogues) {
    @Override
    public String toString() {
        return "Addresses[" + clientId + "]";
    }
}
