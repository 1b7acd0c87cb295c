package org.muster.webapp.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.AbstractJackson2HttpMessageConverter;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** A body in full, for the case that it cannot be read as what it should be: then all of it is looked through. */
public final class KeptBody implements HttpInputMessage {
    private final HttpHeaders headers;
    private final byte[] bytes;
    private final Type type;

    private KeptBody(HttpHeaders headers, byte[] bytes, Type type) {
        this.headers = headers;
        this.bytes = bytes;
        this.type = type;
    }

    /** Of an endpoint that reads it for itself, as this type. */
    public static HttpInputMessage of(HttpInputMessage message, Type type) throws IOException {
        return new KeptBody(message.getHeaders(), message.getBody().readAllBytes(), type);
    }

    byte[] bytes() {
        return bytes;
    }

    /** What it should be. */
    Type type() {
        return type;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return new ByteArrayInputStream(bytes);
    }

    /** Keeps each body of our own endpoints, which is as large as the intake lets through. */
    @RestControllerAdvice(annotations = RestController.class)
    static class Keeping extends RequestBodyAdviceAdapter {
        @Override
        public boolean supports(
                MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
            return AbstractJackson2HttpMessageConverter.class.isAssignableFrom(converter);
        }

        @Override
        public HttpInputMessage beforeBodyRead(
                HttpInputMessage message,
                MethodParameter parameter,
                Type type,
                Class<? extends HttpMessageConverter<?>> converter)
                throws IOException {
            return of(message, type);
        }
    }
}
