package org.muster.sandbox.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything is served over TLS as well where that is wanted, to clients with a certificate and to those without. */
@Configuration(proxyBeanMethods = false)
public class CertificateDoor {

    /** The certificate that a client showed and that was found to be good. */
    public static Optional<X509Certificate> shown(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> secondDoor(TlsConfig tls, ServerProperties server) {
        return factory -> {
            if (tls.port() != 0) {
                factory.addAdditionalTomcatConnectors(connector(tls, server));
            }
        };
    }

    private static Connector connector(TlsConfig tls, ServerProperties server) {
        Http11NioProtocol protocol = new Http11NioProtocol();
        protocol.setAddress(server.getAddress());
        protocol.setSSLEnabled(true);
        Connector connector = new Connector(protocol);
        connector.setPort(tls.port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.addSslHostConfig(host(tls));
        return connector;
    }

    private static SSLHostConfig host(TlsConfig tls) {
        PemSslStoreBundle stores = new PemSslStoreBundle(
                PemSslStoreDetails.forCertificate("file:" + tls.certificate()).withPrivateKey("file:" + tls.key()),
                PemSslStoreDetails.forCertificate("file:" + tls.trust()));
        SSLHostConfig host = new SSLHostConfig();
        host.setCertificateVerification("optional");
        host.setTrustStore(stores.getTrustStore());
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(stores.getKeyStore());
        certificate.setCertificateKeystorePassword("");
        host.addCertificate(certificate);
        return host;
    }
}
