package org.muster.webapp.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiProblem;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.QueryText;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriUtils;

/** Refuses, before an endpoint or a page sees it, a query that is no readable text. The page that says so is not asked again. */
final class ReadableQuery implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getDispatcherType() == DispatcherType.REQUEST ? request.getQueryString() : null;
        if (query != null && !query.isEmpty()) {
            List<Problem> problems = QueryText.problems(parameters(query));
            if (!problems.isEmpty()) {
                throw new ApiRefused(new ApiProblem("The query cannot be understood.", 400, problems));
            }
        }
        return true;
    }

    /** Of the address only: a form's fields have limits of their own. */
    private static List<Map.Entry<String, String>> parameters(String query) {
        return Stream.of(query.split("&"))
                .filter(each -> !each.isEmpty())
                .map(each -> each.split("=", 2))
                .map(each -> Map.entry(text(each[0]), each.length == 1 ? "" : text(each[1])))
                .toList();
    }

    private static String text(String encoded) {
        try {
            return UriUtils.decode(encoded.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiRefused(ApiProblem.of(400, "The query cannot be understood: a % begins no character."));
        }
    }
}
