package org.muster.webapp.identity;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where identities come from.
 *
 * @param issuer who signs the tokens we accept
 * @param credentialsFile users and clients of the built-in provider
 * @param keysFile where the built-in provider keeps its signing key, so that tokens survive a restart
 * @param tokenUri where our own service token comes from when the provider is an external one
 */
@ConfigurationProperties("muster.identity")
public record IdentitySettings(
        String issuer, String credentialsFile, String keysFile, URI tokenUri, String clientId, String clientSecret) {
    @Override
    public String toString() {
        return "IdentitySettings[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
