package org.muster.webapp.requests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.domain.campaign.RequestLimits;
import org.muster.webapp.requests.ProductionRequest.Sample;
import org.muster.webapp.requests.ProductionRequest.ValidationSample;

/** Reads the samples of a request, and which parts of them are validated first. */
final class SampleReader {
    private static final String SLICES = "slices";
    private static final String COUNT = "count";
    private static final String EVENTS = "events";

    private final int eventsPerJob;

    /** @param eventsPerJob that a job of the first step makes */
    SampleReader(int eventsPerJob) {
        this.eventsPerJob = eventsPerJob;
    }

    List<Sample> samples(Section top) {
        List<Sample> samples = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : top.sections("samples")) {
            String name = section.text("name");
            Names.word(section, "name", name);
            if (!name.isEmpty() && !names.add(name)) {
                section.problem("name", "is the name of another sample too", "give each sample its own name");
            }
            long events = section.number(EVENTS, RequestLimits.EVENTS);
            Cut.ByNumber cut = cut(section);
            Map<String, String> environment = Names.environment(section);
            section.noMore();
            samples.add(new Sample(name, events, cut, environment));
        }
        return samples;
    }

    /** Of a sample whose events are generated: a job makes a given number of them, so a slice of events is one of counters. */
    private Cut.ByNumber cut(Section sample) {
        if (!sample.has(SLICES)) {
            return Cut.largest();
        }
        Section section = sample.section(SLICES);
        Cut.ByNumber cut = Cut.largest();
        if (section.has(COUNT)) {
            cut = new Cut.Count(section.number(COUNT, RequestLimits.ROWS));
        } else if (section.has(EVENTS)) {
            cut = new Cut.Files(Math.max(1, section.number(EVENTS, RequestLimits.EVENTS) / Math.max(1, eventsPerJob)));
        }
        if (section.has(COUNT) == section.has(EVENTS)) {
            sample.problem(SLICES, "are to be cut in one way", "write either {count: 20} or {events: 100000}");
        }
        section.noMore();
        return cut;
    }

    ValidationSample validation(Section section, List<Sample> known) {
        String description = section.text("description");
        List<Sample> samples = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section sample : section.sections("samples")) {
            String name = sample.text("name");
            if (!name.isEmpty()
                    && known.stream().noneMatch(other -> other.name().equals(name))) {
                sample.problem(
                        "name",
                        "is not one of the samples of the request",
                        "one of " + known.stream().map(Sample::name).toList());
            }
            if (!name.isEmpty() && !names.add(name)) {
                sample.problem("name", "is there twice", "write one entry with the events of both");
            }
            samples.add(new Sample(name, sample.number(EVENTS, RequestLimits.EVENTS), Cut.largest(), Map.of()));
            sample.noMore();
        }
        section.noMore();
        return new ValidationSample(description, samples);
    }
}
