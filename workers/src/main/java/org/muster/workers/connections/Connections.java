package org.muster.workers.connections;

import java.time.Clock;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.identity.ClientCredentials;
import org.muster.protocol.platform.PlatformClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Clients of everything, all with the same token. None of them connects before it is used. */
@Configuration(proxyBeanMethods = false)
class Connections {
    @Bean
    ClientCredentials token(Addresses addresses, Clock clock) {
        return new ClientCredentials(addresses.tokenUri(), addresses.clientId(), addresses.clientSecret(), "", clock);
    }

    @Bean
    AllocatorClient allocator(Addresses addresses, ClientCredentials token) {
        return new AllocatorClient(new ApiClient("allocator", addresses.allocatorUrl(), token));
    }

    @Bean
    PlatformClient platform(Addresses addresses, ClientCredentials token) {
        return new PlatformClient(new ApiClient("webapp", addresses.webappUrl(), token));
    }

    @Bean
    RucioClient rucio(Addresses addresses, ClientCredentials token, Clock clock) {
        return addresses.catalogues().rucio(token, clock);
    }

    @Bean
    MetaCatClient metacat(Addresses addresses, ClientCredentials token, Clock clock) {
        return addresses.catalogues().metacat(token, clock);
    }
}
