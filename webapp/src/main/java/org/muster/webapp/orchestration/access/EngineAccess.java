package org.muster.webapp.orchestration.access;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.plugin.AdministratorAuthorizationPlugin;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.muster.domain.identity.Role;
import org.muster.webapp.identity.Person;
import org.muster.webapp.orchestration.HumanTasks;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;

/** Puts the sign-in in front of the engine's REST API and webapps. */
@Configuration(proxyBeanMethods = false)
class EngineAccess {
    /** After Spring Security, which comes at -100. */
    private static final int AFTER_SECURITY = 201;

    private final IdentityMirror mirror;

    EngineAccess(@Lazy IdentityMirror mirror) {
        this.mirror = mirror;
    }

    /** Engine plugins are made before the engine, so this also makes the engine wait for its database schema. */
    @Bean
    @DependsOnDatabaseInitialization
    static ProcessEnginePlugin administrators() {
        AdministratorAuthorizationPlugin plugin = new AdministratorAuthorizationPlugin();
        plugin.setAdministratorGroupName(Role.ADMIN.group());
        return plugin;
    }

    @Bean
    static FilterRegistrationBean<EngineCaller> engineCaller(IdentityService identities) {
        FilterRegistrationBean<EngineCaller> filter = new FilterRegistrationBean<>(new EngineCaller(identities));
        filter.addUrlPatterns("/engine-rest/*");
        filter.setOrder(AFTER_SECURITY);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<TaskCaller> taskCaller(IdentityMirror mirror) {
        FilterRegistrationBean<TaskCaller> filter = new FilterRegistrationBean<>(new TaskCaller(mirror));
        filter.addUrlPatterns("/api/tasks/*");
        filter.setOrder(AFTER_SECURITY);
        return filter;
    }

    /** Tasks are completed before Camunda's own protection against foreign forms is reached, so it comes here first. */
    @Bean
    static FilterRegistrationBean<ForeignForms> taskListForms() {
        FilterRegistrationBean<ForeignForms> filter = new FilterRegistrationBean<>(new ForeignForms());
        filter.addUrlPatterns("/camunda/api/*", "/camunda/app/*");
        filter.setOrder(AFTER_SECURITY + 1);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<EngineDoor> engineDoor(HumanTasks desk, TaskResults results) {
        FilterRegistrationBean<EngineDoor> filter = new FilterRegistrationBean<>(new EngineDoor(desk, results));
        filter.addUrlPatterns("/engine-rest/*", "/camunda/api/*");
        filter.setOrder(AFTER_SECURITY + 2);
        return filter;
    }

    @Bean
    static FilterRegistrationBean<ContainerBasedAuthenticationFilter> taskListCaller() {
        FilterRegistrationBean<ContainerBasedAuthenticationFilter> filter =
                new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        filter.setInitParameters(Map.of("authentication-provider", SignedInUser.class.getName()));
        filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        filter.setOrder(AFTER_SECURITY);
        return filter;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        mirror.see(Person.of(event.getAuthentication()), NameOf.authentication(event.getAuthentication()));
    }
}
