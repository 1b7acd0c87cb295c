package org.muster.sandbox.storage;

import jakarta.servlet.Filter;
import org.apache.catalina.servlets.WebdavServlet;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.muster.sandbox.faults.Faults;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.MimeMappings;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires Tomcat's WebDAV servlet to the storage tree, with the guard, the faults and the digests in front of it. */
@Configuration(proxyBeanMethods = false)
class StorageServer {

    private static final String PATTERN = StorageConfig.MOUNT + "/*";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatForStorage(StorageTree tree) {
        return factory -> {
            // Files are bytes: without a type Tomcat has no text to convert.
            factory.setMimeMappings(new MimeMappings());
            factory.addContextCustomizers(context -> context.setResources(new StorageResources(context, tree)));
            // Names of DIDs have slashes, which travel as %2F inside one path segment.
            factory.addConnectorCustomizers(
                    connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
        };
    }

    @Bean
    ServletRegistrationBean<WebdavServlet> webdav() {
        ServletRegistrationBean<WebdavServlet> webdav = new ServletRegistrationBean<>(new WebdavServlet(), PATTERN);
        webdav.setName("webdav");
        webdav.setLoadOnStartup(1);
        webdav.addInitParameter("readonly", "false");
        webdav.addInitParameter("listings", "true");
        webdav.addInitParameter("allowPartialPut", "false");
        webdav.addInitParameter("fileEncoding", "UTF-8");
        return webdav;
    }

    @Bean
    FilterRegistrationBean<Filter> storageGuard(StorageIssuers issuers) {
        return inFront(new StorageGuard(issuers), 1);
    }

    @Bean
    FilterRegistrationBean<Filter> storageFaults(Faults faults) {
        return inFront(new FaultFilter(faults), 2);
    }

    @Bean
    FilterRegistrationBean<Filter> storageDigests(StorageTree tree, StoredChecksums checksums) {
        return inFront(new DigestFilter(tree, checksums), 3);
    }

    private static FilterRegistrationBean<Filter> inFront(Filter filter, int order) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(PATTERN);
        registration.setOrder(order);
        registration.setName(filter.getClass().getSimpleName());
        return registration;
    }
}
