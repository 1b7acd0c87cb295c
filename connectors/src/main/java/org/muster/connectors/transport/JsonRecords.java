package org.muster.connectors.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Lists as both catalogues send them: one JSON value per line, each line ended by a line feed, in MetaCat with a record
 * separator in front.
 */
public final class JsonRecords {
    /** Longest line that is taken: one file with its metadata. */
    static final int MAX_LINE = 8_000_000;

    private JsonRecords() {}

    /**
     * Hands every record to {@code reader}.
     *
     * @return how many there were
     * @throws IOException if the list ends inside a record: the rest is missing
     */
    public static long read(WholeReply answer, Consumer<JsonNode> reader) throws IOException {
        long records = 0;
        StringBuilder line = new StringBuilder();
        try (Reader in = new BufferedReader(new InputStreamReader(answer.open(), StandardCharsets.UTF_8))) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    append(line, (char) next);
                } else if (deliver(line, reader)) {
                    records++;
                }
            }
        }
        if (!line.toString().isBlank()) {
            throw new IOException("the list broke off inside record " + (records + 1));
        }
        return records;
    }

    private static void append(StringBuilder line, char next) throws IOException {
        if (next == 0x1E) {
            return;
        }
        if (line.length() == MAX_LINE) {
            throw new IOException("a record is longer than " + MAX_LINE + " characters");
        }
        line.append(next);
    }

    private static boolean deliver(StringBuilder line, Consumer<JsonNode> reader) throws IOException {
        String text = line.toString();
        line.setLength(0);
        if (text.isBlank()) {
            return false;
        }
        JsonNode record;
        try {
            record = WholeReply.tree(text);
        } catch (JsonProcessingException e) {
            throw new IOException("a record that is not JSON", e);
        }
        reader.accept(record);
        return true;
    }
}
