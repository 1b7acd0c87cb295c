package org.muster.webapp.inputs;

import org.muster.connectors.access.CatalogueAccess;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the catalogues are, for looking at inputs before they are accepted. */
@ConfigurationProperties("muster.catalogues")
record CatalogueSettings(CatalogueAccess.Rucio rucio, CatalogueAccess.Metacat metacat, CatalogueAccess.X509 x509) {
    CatalogueAccess access() {
        return new CatalogueAccess(rucio, metacat, x509);
    }
}
