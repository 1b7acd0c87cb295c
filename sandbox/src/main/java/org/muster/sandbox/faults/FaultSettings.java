package org.muster.sandbox.faults;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the faults in front of both catalogues. */
@Configuration(proxyBeanMethods = false)
class FaultSettings {

    @Bean
    FilterRegistrationBean<CatalogueFaultFilter> catalogueFaults(Faults faults) {
        FilterRegistrationBean<CatalogueFaultFilter> filter =
                new FilterRegistrationBean<>(new CatalogueFaultFilter(faults));
        filter.addUrlPatterns("/" + Faults.RUCIO + "/*", "/" + Faults.METACAT + "/*");
        filter.setOrder(Ordered.LOWEST_PRECEDENCE - 10);
        return filter;
    }
}
