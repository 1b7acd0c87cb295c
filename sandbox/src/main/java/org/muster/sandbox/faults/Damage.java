package org.muster.sandbox.faults;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** What faults of any dialect have in common. */
public final class Damage {

    private Damage() {}

    public static void pause(Duration delay) throws IOException {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("shutting down");
        }
    }

    /** Half of the answer, then the end of the connection: whoever counts bytes notices. */
    public static void tear(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] whole = made(request, response, chain);
        response.setHeader("Connection", "close");
        response.setContentLength(whole.length);
        response.getOutputStream().write(whole, 0, whole.length / 2);
        response.flushBuffer();
    }

    /** The first half of the lines, and a proper end: only who knows how many there should be notices. */
    public static void shorten(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] whole = made(request, response, chain);
        int end = whole.length / 2;
        while (end > 0 && whole[end - 1] != '\n') {
            end--;
        }
        byte[] part = Arrays.copyOf(whole, end);
        response.setContentLength(part.length);
        response.getOutputStream().write(part);
    }

    private static byte[] made(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, held);
        return held.getContentAsByteArray();
    }
}
