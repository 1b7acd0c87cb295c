package org.muster.cli.growth;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.muster.protocol.http.Page;

/** A compressed CSV of events, read once from its beginning: pages are asked for in their order. */
final class ArchivedEvents implements AutoCloseable {
    private final Path file;
    private final MappingIterator<Map<String, String>> lines;
    private long read;

    private ArchivedEvents(Path file, MappingIterator<Map<String, String>> lines) {
        this.file = file;
        this.lines = lines;
    }

    static ArchivedEvents in(Path file) throws IOException {
        try {
            return new ArchivedEvents(
                    file,
                    new CsvMapper()
                            .readerForMapOf(String.class)
                            .with(CsvSchema.emptySchema().withHeader())
                            .readValues(new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (ZipException | EOFException e) {
            throw new IOException(file + " is no whole file of the archive", e);
        }
    }

    /** The key of the next page is how many lines were read before it. */
    Page<Map<String, String>> page(Map<String, String> query) {
        int limit = Integer.parseInt(query.getOrDefault("limit", Integer.toString(Page.DEFAULT_LIMIT)));
        String key = query.getOrDefault("after", "");
        long after = key.isEmpty() ? 0 : Long.parseLong(key);
        List<Map<String, String>> rows = new ArrayList<>();
        try {
            while (lines.hasNextValue()) {
                if (rows.size() == limit) {
                    return new Page<>(rows, Optional.of(Long.toString(read)));
                }
                Map<String, String> line = lines.nextValue();
                read++;
                if (read > after && wanted(line, query)) {
                    rows.add(said(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(file + " cannot be read behind line " + (read + 1), e));
        }
        return new Page<>(rows, Optional.empty());
    }

    /** A filter without a value lets everything pass; what is no column is no filter. */
    private static boolean wanted(Map<String, String> line, Map<String, String> query) {
        return query.entrySet().stream()
                .filter(filter ->
                        line.containsKey(filter.getKey()) && !filter.getValue().isEmpty())
                .allMatch(filter -> filter.getValue().equals(line.get(filter.getKey())));
    }

    private static Map<String, String> said(Map<String, String> line) {
        Map<String, String> said = new LinkedHashMap<>(line);
        said.values().removeIf(String::isEmpty);
        return said;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
