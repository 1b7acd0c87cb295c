package org.muster.webapp.requests;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.campaign.RequestLimits;

/** Reads how a sample is to be cut into slices. */
final class CutReader {
    private static final String SLICES = "slices";
    private static final String COUNT = "count";
    private static final String EVENTS = "events";
    private static final String FILES = "files";
    private static final String BYTES = "bytes";
    private static final String BY = "by";
    private static final String RUN = "run";

    private CutReader() {}

    /**
     * Of a sample whose events are generated: a job makes a given number of them, so a slice of events is one of counters.
     *
     * @param eventsPerJob that a job of the first step makes
     */
    static Cut.ByNumber ofGenerated(Section sample, int eventsPerJob) {
        if (!sample.has(SLICES)) {
            return Cut.largest();
        }
        Section section = sample.section(SLICES);
        Cut.ByNumber cut = Cut.largest();
        if (section.has(COUNT)) {
            cut = new Cut.Count(section.number(COUNT, RequestLimits.ROWS));
        } else if (section.has(EVENTS)) {
            cut = new Cut.Files(Math.max(1, section.number(EVENTS, RequestLimits.EVENTS) / eventsPerJob));
        }
        if (section.has(COUNT) == section.has(EVENTS)) {
            sample.problem(SLICES, "are to be cut in one way", "write either {count: 20} or {events: 100000}");
        }
        section.noMore();
        return cut;
    }

    /** Of a sample whose files are there. */
    static Cut ofStored(Section sample) {
        if (!sample.has(SLICES)) {
            return Cut.largest();
        }
        Section section = sample.section(SLICES);
        List<Cut> cuts = new ArrayList<>();
        if (section.has(FILES)) {
            cuts.add(new Cut.Files(section.number(FILES, RequestLimits.SLICE_FILES)));
        }
        if (section.has(COUNT)) {
            cuts.add(new Cut.Count(section.number(COUNT, RequestLimits.ROWS)));
        }
        if (section.has(EVENTS)) {
            cuts.add(new Cut.Events(section.number(EVENTS, RequestLimits.EVENTS)));
        }
        if (section.has(BYTES)) {
            cuts.add(new Cut.Bytes(section.bytes(BYTES, RequestLimits.STORAGE_BYTES)));
        }
        if (section.has(BY)) {
            if (!section.text(BY).equals(RUN)) {
                section.problem(BY, "is not something to cut by", "write {by: run}");
            }
            cuts.add(new Cut.Runs());
        }
        if (cuts.size() != 1) {
            sample.problem(
                    SLICES,
                    "are to be cut in one way",
                    "write one of {files: 1000}, {count: 20}, {events: 100000}, {bytes: 1 TB}, {by: run}");
        }
        section.noMore();
        return cuts.isEmpty() ? Cut.largest() : cuts.get(0);
    }
}
