package org.muster.catalogue.connections;

import java.time.Clock;
import org.muster.catalogue.registration.Installation;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.identity.Surface;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.platform.PlatformClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clients of everything, each with a token for it alone. None of them connects before it is used. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({Addresses.class, Installation.class})
public class Connections {
    @Bean
    AllocatorClient allocator(Addresses addresses, Clock clock) {
        return new AllocatorClient(new ApiClient(
                "allocator", addresses.allocatorUrl(), addresses.account(clock).to(Surface.CONTROL)));
    }

    @Bean
    PlatformClient platform(Addresses addresses, Clock clock) {
        return new PlatformClient(new ApiClient(
                "webapp", addresses.webappUrl(), addresses.account(clock).to(Surface.PLATFORM)));
    }

    @Bean
    RucioClient rucio(Addresses addresses, Clock clock) {
        return addresses.catalogues().rucio(addresses.catalogueAccount(clock), clock);
    }

    @Bean
    MetaCatClient metacat(Addresses addresses, Clock clock) {
        return addresses.catalogues().metacat(addresses.catalogueAccount(clock), clock);
    }
}
