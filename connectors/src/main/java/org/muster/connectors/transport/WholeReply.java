package org.muster.connectors.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.protocol.http.Json;

/** A whole answer: nothing is shown to a reader before the last byte is here. */
public final class WholeReply {
    /** Of an error text; servers quote whole requests back. */
    public static final int MAX_ERROR_BYTES = 4_000;

    /** Python writes numbers that JSON does not have: a limit without bound is {@code Infinity}. */
    private static final ObjectReader TREES = Json.trees().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

    private final int status;
    private final HttpHeaders headers;
    private final Body body;

    private interface Body {
        InputStream open() throws IOException;
    }

    private WholeReply(int status, HttpHeaders headers, Body body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static WholeReply of(int status, HttpHeaders headers, byte[] bytes) {
        return new WholeReply(status, headers, () -> new ByteArrayInputStream(bytes));
    }

    static WholeReply of(int status, HttpHeaders headers, Path file) {
        return new WholeReply(status, headers, () -> Files.newInputStream(file));
    }

    public int status() {
        return status;
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The first value of a header; empty text if there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public String text() throws IOException {
        try (InputStream in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @throws IOException also for an empty text, which is not even an empty list */
    public static JsonNode json(String text) throws IOException {
        JsonNode node = tree(text);
        if (node == null || node.isMissingNode()) {
            throw new IOException("an empty answer");
        }
        return node;
    }

    static JsonNode tree(String text) throws JsonProcessingException {
        return TREES.readTree(text);
    }

    /** The text of an error, cut at {@link #MAX_ERROR_BYTES}. */
    public String errorText() throws IOException {
        try (InputStream in = body.open()) {
            return new String(in.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
        }
    }

    public InputStream open() throws IOException {
        return body.open();
    }
}
