package org.muster.webapp.allocation;

import java.net.URI;
import org.muster.domain.identity.Surface;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.identity.OwnTokens;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The allocator's control surface, as ourselves. */
@Configuration(proxyBeanMethods = false)
class AllocatorSettings {
    @Bean
    AllocatorClient allocator(@Value("${muster.allocator-url}") URI address, OwnTokens tokens) {
        return new AllocatorClient(new ApiClient("allocator", address, tokens.to(Surface.CONTROL)));
    }
}
