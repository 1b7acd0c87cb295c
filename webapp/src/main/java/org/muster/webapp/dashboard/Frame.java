package org.muster.webapp.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.webapp.allocation.KnownProgress;
import org.muster.webapp.inputs.CatalogueWatch;
import org.muster.webapp.orchestration.ProcessPictures;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all pages have in common: who may see them, what a browser may load for them, and their head and foot. */
@Component
final class Frame implements WebMvcConfigurer, HandlerInterceptor, HandlerMethodArgumentResolver {
    /**
     * No script that is not a file of ours. Styles may be inline: the diagram viewer positions its parts, and its required
     * attribution, with style attributes. Forms go to us; the one that signs out is sent on to an outside provider, which browsers
     * hold to the same rule.
     */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'; form-action 'self'";

    private final ProcessPictures pictures;
    private final KnownProgress ledger;
    private final CatalogueWatch catalogues;
    private final String version;
    private final String policy;

    /** @param endOfSession where an outside provider ends its session; empty if there is none */
    Frame(
            ProcessPictures pictures,
            KnownProgress ledger,
            CatalogueWatch catalogues,
            ObjectProvider<BuildProperties> build,
            @Value("${muster.sign-out.end-session-uri:}") String endOfSession) {
        this.policy = CONTENT_SECURITY_POLICY + origin(endOfSession);
        this.pictures = pictures;
        this.ledger = ledger;
        this.catalogues = catalogues;
        this.version = Optional.ofNullable(build.getIfAvailable())
                .map(BuildProperties::getVersion)
                .or(() -> Optional.ofNullable(Frame.class.getPackage().getImplementationVersion()))
                .orElse("development");
    }

    private static String origin(String address) {
        if (address.isEmpty()) {
            return "";
        }
        URI provider = URI.create(address);
        return " " + provider.getScheme() + "://" + provider.getRawAuthority();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(Links.HOME, Links.HOME + "/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Referrer-Policy", "same-origin");
        if (Viewer.of(request).known()) {
            return true;
        }
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
        return false;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        if (page != null
                && page.isReference()
                && !String.valueOf(page.getViewName()).startsWith("redirect:")) {
            dress(page, request);
        }
    }

    /** Adds what head and foot of every page need. */
    void dress(ModelAndView page, HttpServletRequest request) {
        page.addObject("viewer", Viewer.of(request));
        page.addObject("version", version);
        page.addObject("modelVersion", pictures.modelVersion());
        page.addObject("allocatorAway", !ledger.answering());
        page.addObject("catalogueTroubles", catalogues.banners());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            throw new IllegalStateException("pages are answered to HTTP requests only");
        }
        return Viewer.of(servletRequest);
    }
}
