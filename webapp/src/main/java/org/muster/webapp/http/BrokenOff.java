package org.muster.webapp.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * What fails in the middle of an answer. An error said there would be the last line of somebody's table; so the server is left to
 * drop the connection, and whoever reads sees that the table is not whole.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class BrokenOff implements HandlerExceptionResolver {
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!response.isCommitted()) {
            return null;
        }
        boolean readerIsGone =
                failure instanceof ClientAbortException || failure instanceof AsyncRequestNotUsableException;
        if (readerIsGone) {
            return new ModelAndView();
        }
        throw new IllegalStateException("An answer broke off: " + failure.getMessage(), failure);
    }
}
