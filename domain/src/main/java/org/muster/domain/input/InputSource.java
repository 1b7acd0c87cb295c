package org.muster.domain.input;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.data.Did;

/**
 * Where the inputs of a workflow come from: justIN's two words that MetaCat never sees, a slice of a campaign's sample, or a MetaCat
 * query. Prints as people write it.
 */
public sealed interface InputSource {
    /** Numbered virtual files of a Monte Carlo workflow. */
    record Counters(int count) implements InputSource {
        private static final int MOST_DIGITS = 9;

        public Counters {
            if (!CounterFile.COUNT.holds(count)) {
                throw new IllegalArgumentException("monte-carlo asks for " + CounterFile.COUNT + " counter files");
            }
        }

        /** A number of any length, which may be none. */
        static Counters of(String digits) {
            return new Counters(digits.length() > MOST_DIGITS ? 0 : Integer.parseInt(digits));
        }

        @Override
        public String toString() {
            return "monte-carlo " + count;
        }
    }

    /** The files of a Rucio dataset or container. */
    record RucioDataset(Did did) implements InputSource {
        @Override
        public String toString() {
            return "rucio-dataset " + did;
        }
    }

    /**
     * A range of a campaign's frozen sample, whose files no catalogue is asked for any more.
     *
     * @param skip files of the sample before the range
     * @param limit files of the range
     */
    record SampleSlice(CampaignId campaign, String sample, long skip, long limit) implements InputSource {
        public SampleSlice {
            if (skip < 0 || !RequestLimits.SLICE_FILES.holds(limit)) {
                throw new IllegalArgumentException(
                        "a slice of a sample skips none or more files, and has " + RequestLimits.SLICE_FILES);
            }
        }

        static SampleSlice of(Matcher text) {
            try {
                return new SampleSlice(
                        CampaignId.parse(text.group(1)),
                        text.group(2),
                        Long.parseLong(text.group(3)),
                        Long.parseLong(text.group(4)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a slice of a sample has no number of so many digits", e);
            }
        }

        @Override
        public String toString() {
            return "sample " + campaign + "/" + sample + " skip " + skip + " limit " + limit;
        }
    }

    /** Passed on untouched. */
    record Query(String mql) implements InputSource {
        @Override
        public String toString() {
            return mql;
        }
    }

    List<String> FILE_QUERIES = List.of("file", "fid", "filter", "union", "join", "parents", "children");
    Pattern COUNTERS = Pattern.compile("\\s*monte-carlo\\s+(-?\\d+)\\s*");
    Pattern SLICE = Pattern.compile(
            "\\s*sample\\s+(c[0-9]+)/([a-z0-9][a-z0-9_-]*)\\s+skip\\s+([0-9]+)\\s+limit\\s+([0-9]+)\\s*");
    Pattern DATASET = Pattern.compile("\\s*rucio-dataset\\s+(\\S+)\\s*");

    /**
     * Whether a query may find files, as far as its first word tells: MetaCat has queries for other things too. Comments and
     * brackets may stand before it, and MetaCat wants no blank after it.
     */
    static boolean isForFiles(String mql) {
        int at = 0;
        while (at < mql.length() && (Character.isWhitespace(mql.charAt(at)) || "#([{".indexOf(mql.charAt(at)) >= 0)) {
            int end = mql.charAt(at) == '#' ? mql.indexOf('\n', at) : at;
            at = end < 0 ? mql.length() : end + 1;
        }
        int start = at;
        return FILE_QUERIES.stream().anyMatch(word -> mql.startsWith(word, start));
    }

    /** @throws IllegalArgumentException for a number or a dataset name that cannot be one */
    static InputSource parse(String text) {
        Matcher counters = COUNTERS.matcher(text);
        if (counters.matches()) {
            return Counters.of(counters.group(1));
        }
        Matcher dataset = DATASET.matcher(text);
        if (dataset.matches()) {
            return new RucioDataset(Did.parse(dataset.group(1)));
        }
        Matcher slice = SLICE.matcher(text);
        if (slice.matches()) {
            return SampleSlice.of(slice);
        }
        return new Query(text);
    }
}
