package org.muster.cli.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.muster.domain.failure.Problem;

/** A text that somebody wrote in an editor, read byte by byte: what is not UTF-8 is said, never guessed. */
public final class TextFile {
    private TextFile() {}

    /** A file that cannot be sent as it is. */
    public static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final String fix;

        Unfit(String message, String fix) {
            super(message);
            this.fix = fix;
        }

        /** Said of this place. */
        public Problem at(String field, Optional<Integer> line) {
            return new Problem(field, line, String.valueOf(getMessage()), fix);
        }
    }

    public static String read(Path file, int mostBytes) throws Unfit {
        if (!Files.isRegularFile(file)) {
            throw new Unfit("there is no file " + file, "name an existing file");
        }
        byte[] bytes;
        try {
            if (Files.size(file) > mostBytes) {
                throw new Unfit(
                        file + " has more than " + mostBytes + " characters",
                        "keep data and programs out of it and fetch them in the jobscript");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Unfit("cannot read " + file + ": " + e.getMessage(), "name a file that you may read");
        }
        return decoded(file, bytes);
    }

    private static String decoded(Path file, byte[] bytes) throws Unfit {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(input).toString();
        } catch (CharacterCodingException e) {
            // The decoder stops before the byte that it cannot read.
            long line = 1;
            for (int at = 0; at < input.position(); at++) {
                line += bytes[at] == '\n' ? 1 : 0;
            }
            throw new Unfit(file + " is not UTF-8 text: see line " + line, "save it as UTF-8");
        }
    }
}
