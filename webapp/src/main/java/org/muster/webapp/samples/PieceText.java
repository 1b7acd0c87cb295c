package org.muster.webapp.samples;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.muster.domain.data.Did;
import org.muster.protocol.platform.SampleFile;

/** A piece of a sample as it is kept: compressed lines {@code scope:name bytes events run}, with a hyphen for what nobody knows. */
final class PieceText {
    private static final String UNKNOWN = "-";
    private static final int FIELDS = 4;

    private PieceText() {}

    static byte[] packed(List<SampleFile> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream packing = new DeflaterOutputStream(bytes)) {
            for (SampleFile file : files) {
                packing.write((line(file) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static List<SampleFile> files(byte[] packed) {
        List<SampleFile> files = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new InflaterInputStream(new ByteArrayInputStream(packed)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                files.add(file(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String line(SampleFile file) {
        return file.did() + " " + file.bytes() + " " + number(file.events()) + " " + number(file.run());
    }

    private static String number(Optional<Long> value) {
        return value.map(Object::toString).orElse(UNKNOWN);
    }

    private static SampleFile file(String line) {
        String[] fields = line.split(" ", FIELDS);
        return new SampleFile(
                Did.parse(fields[0]), Long.parseLong(fields[1]), number(fields[2]), number(fields[FIELDS - 1]));
    }

    private static Optional<Long> number(String text) {
        return text.equals(UNKNOWN) ? Optional.empty() : Optional.of(Long.valueOf(text));
    }
}
