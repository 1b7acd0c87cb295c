package org.muster.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Scripts that databases elsewhere have run already: what they said then, they say for ever. */
final class FrozenScripts {
    private FrozenScripts() {}

    /** The lines of {@code sha256sum}: checksum, two blanks, path. */
    static Map<String, String> listed(String text) {
        Map<String, String> sums = new TreeMap<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] parts = line.split(" {2}", 2);
            sums.put(parts[1], parts[0]);
        });
        return sums;
    }

    /** The checksum of every script below these directories, by its path from the root. */
    static Map<String, String> found(Path root, List<String> directories) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        for (String directory : directories) {
            try (Stream<Path> scripts = Files.list(root.resolve(directory))) {
                for (Path script : scripts.sorted().toList()) {
                    sums.put(directory + "/" + script.getFileName(), sum(Files.readAllBytes(script)));
                }
            }
        }
        return sums;
    }

    static String sum(byte[] script) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM knows SHA-256", e);
        }
    }

    static String sum(String script) {
        return sum(script.getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong, each in words that say what to do. */
    static List<String> complaints(Map<String, String> listed, Map<String, String> found) {
        List<String> complaints = new ArrayList<>();
        listed.forEach((script, sum) -> {
            if (!found.containsKey(script)) {
                complaints.add(script
                        + " is gone, but databases have run it: put it back, and undo what it did in a new script");
            } else if (!sum.equals(found.get(script))) {
                complaints.add(
                        script + " was changed, but databases have run it as it was and refuse to start with another:"
                                + " put it back (git checkout main -- " + script
                                + ") and say what is to change in a new script with the next number");
            }
        });
        found.forEach((script, sum) -> {
            if (!listed.containsKey(script)) {
                complaints.add(script + " is new: once it is on main it is never changed again. Add to"
                        + " architecture/src/test/resources/migrations.sha256 the line\n" + sum + "  " + script);
            }
        });
        return complaints;
    }
}
