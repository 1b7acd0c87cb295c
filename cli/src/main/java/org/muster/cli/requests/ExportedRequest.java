package org.muster.cli.requests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The definition of a campaign as files: the request, and beside it the jobscripts and lists that it names. */
record ExportedRequest(Path request, Map<Path, String> files) {
    private static final String REQUEST = "request.yaml";

    /** @throws IllegalArgumentException for a name that leads out of the directory */
    static ExportedRequest into(Path directory, String text, Map<String, String> beside) {
        Path inside = directory.toAbsolutePath().normalize();
        Map<Path, String> files = new TreeMap<>();
        Path request = inside.resolve(REQUEST);
        files.put(request, text);
        beside.forEach((name, content) -> {
            Path file = inside.resolve(name).normalize();
            if (!file.startsWith(inside)) {
                throw new IllegalArgumentException(name + " does not lie beside its request, so nothing is written.");
            }
            files.put(file, content);
        });
        return new ExportedRequest(request, files);
    }

    /**
     * Nothing that is there already is overwritten.
     *
     * @throws IllegalArgumentException with the names of what is there and is not the same; nothing is written then
     */
    void write() {
        try {
            List<Path> others = new ArrayList<>();
            for (Map.Entry<Path, String> file : files.entrySet()) {
                if (Files.exists(file.getKey())
                        && !new String(Files.readAllBytes(file.getKey()), StandardCharsets.UTF_8)
                                .equals(file.getValue())) {
                    others.add(file.getKey());
                }
            }
            if (!others.isEmpty()) {
                throw new IllegalArgumentException(
                        others + " are there with other texts. Choose an empty directory; nothing was written.");
            }
            for (Map.Entry<Path, String> file : files.entrySet()) {
                Files.createDirectories(Objects.requireNonNull(file.getKey().getParent(), "a file has a directory"));
                Files.writeString(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + request.getParent(), e);
        }
    }
}
