package org.muster.workers.samples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.data.Did;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleRow;

/**
 * The files of one sample while they are found. Kept as the bytes of a line each, a tenth of what objects would take: a sample may
 * have a million.
 */
final class SampleList {
    private static final byte SEPARATOR = ' ';
    private static final String UNKNOWN = "-";
    private static final int FIELDS = 4;

    /** In the order of their names, which end before the bytes of any letter that a name may have. */
    private static final Comparator<byte[]> BY_NAME = Arrays::compareUnsigned;

    private final List<byte[]> lines = new ArrayList<>();

    /** @throws TooMany files for one sample */
    void add(SampleFile file) {
        if (!RequestLimits.SAMPLE_FILES.holds(lines.size() + 1L)) {
            throw new TooMany();
        }
        lines.add(line(file));
    }

    int size() {
        return lines.size();
    }

    /** Sorts, and leaves each file once, though a query may give it many times. */
    void settle(SampleRow.Order order) {
        lines.sort(BY_NAME);
        int kept = 0;
        for (byte[] line : lines) {
            if (kept == 0 || !sameName(lines.get(kept - 1), line)) {
                lines.set(kept++, line);
            }
        }
        lines.subList(kept, lines.size()).clear();
        if (order == SampleRow.Order.BY_RUN) {
            // A sort that keeps the order of equal ones. Without a run there are no slices, which the webapp says.
            lines.sort(Comparator.comparingLong(line -> file(line).run().orElse(Long.MAX_VALUE)));
        }
    }

    void each(Consumer<SampleFile> reader) {
        lines.forEach(line -> reader.accept(file(line)));
    }

    List<SampleFile> piece(int from, int length) {
        return lines.subList(from, Math.min(from + length, lines.size())).stream()
                .map(SampleList::file)
                .toList();
    }

    private static boolean sameName(byte[] one, byte[] other) {
        int end = nameEnd(one);
        return end == nameEnd(other) && Arrays.equals(one, 0, end, other, 0, end);
    }

    private static int nameEnd(byte[] line) {
        int end = 0;
        while (line[end] != SEPARATOR) {
            end++;
        }
        return end;
    }

    private static byte[] line(SampleFile file) {
        return (file.did() + " " + file.bytes() + " " + text(file.events()) + " " + text(file.run()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static SampleFile file(byte[] line) {
        String[] fields = new String(line, StandardCharsets.US_ASCII).split(" ", FIELDS);
        return new SampleFile(
                Did.parse(fields[0]), Long.parseLong(fields[1]), number(fields[2]), number(fields[FIELDS - 1]));
    }

    private static String text(Optional<Long> number) {
        return number.map(Object::toString).orElse(UNKNOWN);
    }

    private static Optional<Long> number(String text) {
        return text.equals(UNKNOWN) ? Optional.empty() : Optional.of(Long.valueOf(text));
    }

    /** More files than a sample may have. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("the sample has more than " + RequestLimits.SAMPLE_FILES.most() + " files");
        }
    }
}
