package org.muster.sandbox.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A second door for those who log in by certificate.
 *
 * @param port        0: there is none
 * @param certificate of this server, a PEM file
 * @param key         of this server, a PEM file
 * @param trust       authorities of the certificates of clients, a PEM file
 */
@ConfigurationProperties("muster.sandbox.tls")
public record TlsConfig(
        @DefaultValue("0") int port,
        @DefaultValue("") String certificate,
        @DefaultValue("") String key,
        @DefaultValue("") String trust) {}
