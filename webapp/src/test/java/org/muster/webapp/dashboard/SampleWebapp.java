package org.muster.webapp.dashboard;

import java.time.Clock;
import org.muster.webapp.http.ErrorPage;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The dashboard on sample data: no engine, no database. Not annotated, so that the webapp's own scan passes it by. */
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class
})
@Import({
    ErrorPage.class,
    Frame.class,
    Refusals.class,
    HomePage.class,
    CampaignPages.class,
    WorkflowPages.class,
    LedgerPages.class,
    ProposalPages.class,
    SlicePages.class
})
class SampleWebapp {
    static final String PASSWORD = "sample-password";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SampleData data() {
        return new SampleData();
    }

    @Bean
    UserDetailsService people() {
        return new InMemoryUserDetailsManager(
                person("sam", "shifters"), person("rita", "requesters"), person("olaf", "strangers"));
    }

    /** As in the webapp: a form for browsers, CSRF tokens in every form. Basic authentication is for the tests. */
    @Bean
    SecurityFilterChain browser(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher("/assets/**"),
                                PathPatternRequestMatcher.withDefaults().matcher("/error"))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(Customizer.withDefaults())
                .httpBasic(Customizer.withDefaults())
                .build();
    }

    private static UserDetails person(String name, String group) {
        return User.withUsername(name)
                .password("{noop}" + PASSWORD)
                .authorities(group)
                .build();
    }
}
