package org.muster.catalogue.connections;

import java.net.URI;
import java.time.Clock;
import org.muster.connectors.access.CatalogueAccess;
import org.muster.protocol.identity.ClientAccount;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who we are and where the others are.
 *
 * @param catalogueClient whose tokens the catalogues are sent: our own, or one that is for them alone
 */
@ConfigurationProperties("muster.connections")
public record Addresses(
        URI tokenUri,
        String clientId,
        String clientSecret,
        CatalogueClient catalogueClient,
        URI webappUrl,
        URI allocatorUrl,
        CatalogueAccess catalogues) {
    /** A client at the identity provider. */
    public record CatalogueClient(String id, String secret) {
        @Override
        public String toString() {
            return id;
        }
    }

    public ClientAccount account(Clock clock) {
        return new ClientAccount(tokenUri, clientId, clientSecret, clock);
    }

    ClientAccount catalogueAccount(Clock clock) {
        return new ClientAccount(tokenUri, catalogueClient.id(), catalogueClient.secret(), clock);
    }

    @Override
    public String toString() {
        return "Addresses[" + clientId + "]";
    }
}
