package org.muster.sandbox.rucio.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Makes the {@link RucioCall} of a handler; routing comes first, so an unknown path is a 404 even without a token. */
@Component
public final class RucioCallResolver implements HandlerMethodArgumentResolver {

    private final TokenCheck tokens;

    RucioCallResolver(TokenCheck tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == RucioCall.class;
    }

    @Override
    public RucioCall resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        HttpServletResponse response = Objects.requireNonNull(webRequest.getNativeResponse(HttpServletResponse.class));
        String token = request.getHeader("X-Rucio-Auth-Token");
        if (token == null || token.isBlank()) {
            throw RucioRefusal.valueError("Token must be set.");
        }
        CallerAccount caller = tokens.accountOf(token)
                .orElseThrow(() -> RucioRefusal.cannotAuthenticate("Cannot authenticate with given credentials"));
        return new RucioCall(request, response, caller);
    }
}
