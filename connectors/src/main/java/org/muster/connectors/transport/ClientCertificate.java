package org.muster.connectors.transport;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;

/**
 * A certificate to be known by, in PEM as grids have it; a proxy is one file with both parts, given twice.
 *
 * @param trust certificates of the authorities that the server's is signed by; the Java default ones if absent
 */
public record ClientCertificate(Path chain, Path key, Optional<Path> trust) {
    /** Read anew at every login: proxies are replaced every few hours. */
    SSLContext context() {
        SSLFactory.Builder factory =
                SSLFactory.builder().withIdentityMaterial(PemUtils.loadIdentityMaterial(chain, key));
        trust.ifPresentOrElse(
                path -> factory.withTrustMaterial(PemUtils.loadTrustMaterial(path)), factory::withDefaultTrustMaterial);
        return factory.build().getSslContext();
    }
}
