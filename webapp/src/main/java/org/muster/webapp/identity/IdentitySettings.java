package org.muster.webapp.identity;

import java.net.URI;
import org.muster.domain.identity.GroupNames;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where identities come from.
 *
 * @param issuer who signs the tokens we accept
 * @param credentialsFile users and clients of the built-in provider
 * @param keysFile where the built-in provider keeps its signing key, so that tokens survive a restart
 * @param jwksUri where the keys of an external provider are
 * @param groupPrefixes what stands before the names of groups, with commas between
 * @param storageAudience whom tokens of the built-in provider for storage are for
 * @param tokenUri where our own service token comes from when the provider is an external one
 */
@ConfigurationProperties("muster.identity")
public record IdentitySettings(
        String issuer,
        URI jwksUri,
        String groupPrefixes,
        String storageAudience,
        String credentialsFile,
        String keysFile,
        URI tokenUri,
        String clientId,
        String clientSecret,
        CatalogueClient catalogueClient) {
    /** Whose tokens the catalogues are sent; our own client if no other is set. */
    record CatalogueClient(String id, String secret) {
        @Override
        public String toString() {
            return id;
        }
    }

    GroupNames groupNames() {
        return GroupNames.parse(groupPrefixes);
    }

    @Override
    public String toString() {
        return "IdentitySettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
