package org.muster.webapp.requests;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.data.Did;
import org.muster.domain.input.InputSource;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.webapp.requests.ProductionRequest.Sample;
import org.muster.webapp.requests.ProductionRequest.ValidationPart;
import org.muster.webapp.requests.ProductionRequest.ValidationSample;

/** Reads the samples of a request, and which parts of them are validated first. */
final class SampleReader {
    private static final String NAME = "name";
    private static final String EVENTS = "events";
    private static final String QUERY = "query";
    private static final String DATASET = "dataset";
    private static final String FILES = "files";
    private static final String FILES_FROM = "files_from";
    private static final List<String> SOURCES = List.of(EVENTS, QUERY, DATASET, FILES, FILES_FROM);

    private final int eventsPerJob;
    private final FileLists lists;

    /** @param eventsPerJob that a job of the first step makes, if it makes any */
    SampleReader(Optional<Integer> eventsPerJob, FileLists lists) {
        this.eventsPerJob = Math.max(1, eventsPerJob.orElse(1));
        this.lists = lists;
    }

    List<Sample> samples(Section top) {
        List<Sample> samples = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : top.sections("samples")) {
            String name = section.text(NAME);
            Names.word(section, NAME, name);
            if (!name.isEmpty() && !names.add(name)) {
                section.problem(NAME, "is the name of another sample too", "give each sample its own name");
            }
            SampleSource source = source(section);
            Map<String, String> environment = Names.environment(section);
            section.noMore();
            samples.add(new Sample(name, source, environment));
        }
        return samples;
    }

    private SampleSource source(Section section) {
        List<String> given = SOURCES.stream().filter(section::has).toList();
        if (given.size() > 1) {
            section.problem(given.get(1), "stands beside " + given.get(0), "keep one of them: a sample has one source");
        }
        return switch (given.isEmpty() ? EVENTS : given.get(0)) {
            case QUERY -> new SampleSource.Catalogued(query(section), CutReader.ofStored(section));
            case DATASET -> new SampleSource.Catalogued(dataset(section), CutReader.ofStored(section));
            case FILES -> new SampleSource.Listed(files(section), CutReader.ofStored(section));
            case FILES_FROM -> {
                String name = section.text(FILES_FROM);
                lists.check(section, FILES_FROM, name);
                yield new SampleSource.ListFile(name, CutReader.ofStored(section));
            }
            default ->
                new SampleSource.Generated(
                        section.number(EVENTS, RequestLimits.EVENTS), CutReader.ofGenerated(section, eventsPerJob));
        };
    }

    /** Only what a glance can tell; the catalogue is asked when everything else is right. */
    private static InputSource query(Section section) {
        String mql = section.text(QUERY);
        InputSource source = new InputSource.Query(mql);
        if (!mql.isEmpty()) {
            WorkflowLimits.MQL
                    .objection(mql)
                    .ifPresent(what -> section.problem(QUERY, what, "write " + WorkflowLimits.MQL));
            if (!InputSource.isForFiles(mql)) {
                section.problem(QUERY, "is no query for files", "write one such as files from scope:name");
            }
        }
        return source;
    }

    private static InputSource dataset(Section section) {
        return new InputSource.RucioDataset(did(section, DATASET, section.text(DATASET)));
    }

    private static List<Did> files(Section section) {
        List<Did> files = new ArrayList<>();
        List<String> names = section.texts(FILES);
        for (int i = 0; i < names.size(); i++) {
            Did file = did(section, FILES + "[" + i + "]", names.get(i));
            if (!names.get(i).isEmpty() && names.indexOf(names.get(i)) < i) {
                section.problem(FILES + "[" + i + "]", "is there twice", "leave one out");
            }
            files.add(file);
        }
        return files;
    }

    private static Did did(Section section, String key, String text) {
        try {
            return Did.parse(text);
        } catch (IllegalArgumentException e) {
            if (!text.isEmpty()) {
                section.problem(key, String.valueOf(e.getMessage()), "write scope:name");
            }
            return new Did("none", "none");
        }
    }

    ValidationSample validation(Section section, List<Sample> known) {
        String description = section.text("description");
        List<ValidationPart> parts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section part : section.sections("samples")) {
            String name = part.text(NAME);
            Optional<Sample> sample =
                    known.stream().filter(each -> each.name().equals(name)).findFirst();
            if (!name.isEmpty() && sample.isEmpty()) {
                part.problem(
                        NAME,
                        "is not one of the samples of the request",
                        "one of " + known.stream().map(Sample::name).toList());
            }
            if (!name.isEmpty() && !names.add(name)) {
                part.problem(NAME, "is there twice", "write one entry with the events of both");
            }
            boolean stored = sample.map(Sample::source)
                    .filter(SampleSource.Stored.class::isInstance)
                    .isPresent();
            long amount =
                    stored ? part.number(FILES, RequestLimits.SLICE_FILES) : part.number(EVENTS, RequestLimits.EVENTS);
            parts.add(new ValidationPart(name, amount));
            part.noMore();
        }
        section.noMore();
        return new ValidationSample(description, parts);
    }
}
