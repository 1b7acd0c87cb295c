package org.muster.sandbox.rucio;

import java.util.List;
import org.muster.sandbox.rucio.http.RucioCallResolver;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Teaches Spring MVC the Rucio handlers' argument. */
@Configuration(proxyBeanMethods = false)
class RucioWeb implements WebMvcConfigurer {

    private final RucioCallResolver calls;

    RucioWeb(RucioCallResolver calls) {
        this.calls = calls;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(calls);
    }
}
