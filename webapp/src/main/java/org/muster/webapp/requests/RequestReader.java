package org.muster.webapp.requests;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.requests.ProductionRequest.Code;
import org.muster.webapp.requests.ProductionRequest.Resources;
import org.muster.webapp.requests.ProductionRequest.Sample;
import org.muster.webapp.requests.ProductionRequest.Step;
import org.muster.webapp.requests.ProductionRequest.Tape;
import org.muster.webapp.requests.ProductionRequest.TestSize;
import org.muster.webapp.requests.ProductionRequest.ValidationSample;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a request and says everything that is wrong with it at once, each with its line and what to write instead. */
public final class RequestReader {
    private static final long MOST_EVENTS = 1_000_000_000_000L;
    private static final long MOST_FILES = 1_000_000_000L;
    private static final long MOST_BYTES = 1_000_000_000_000_000L;
    private static final int MOST_RSS_MIB = 1_000_000;
    private static final int MOST_RUNNING_JOBS = 100_000;
    private static final int MOST_JOBSCRIPTS = 20;

    private final int maxCounters;

    /** @param maxCounters counter files of one workflow at most */
    public RequestReader(int maxCounters) {
        this.maxCounters = maxCounters;
    }

    public Reading read(RequestSubmission submission) {
        if (submission.request().length() > RequestSubmission.MAX_TEXT
                || submission.jobscripts().size() > MOST_JOBSCRIPTS) {
            return new Reading.Unsound(List.of(Problem.at(
                    "",
                    "is too long: " + RequestSubmission.MAX_TEXT + " characters and " + MOST_JOBSCRIPTS
                            + " jobscripts at most",
                    "split it into several requests")));
        }
        Node root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(submission.request()));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            return new Reading.Unsound(
                    List.of(new Problem("", line, "is not YAML: " + e.getProblem(), "check indentation and quotes")));
        } catch (YAMLException e) {
            return new Reading.Unsound(List.of(Problem.at("", "is not YAML", "check indentation and quotes")));
        }
        return read(root, submission.jobscripts());
    }

    private Reading read(@Nullable Node root, Map<String, String> jobscripts) {
        if (root == null) {
            return new Reading.Unsound(List.of(Problem.at("", "is empty", "see the example request")));
        }
        Problems problems = new Problems();
        Section top = new Section("", root, problems);
        String name = top.text("name");
        Names.campaign(top, "name", name);
        String description = top.text("description");
        String group = top.text("physics_group");
        Names.word(top, "physics_group", group);
        String policy = top.text("policy_document");
        Code code = code(top.section("code"));
        List<Step> steps = new StepReader(new Jobscripts(jobscripts)).read(top);
        List<Section> sampleSections = top.sections("samples");
        List<Sample> samples = samples(sampleSections);
        ValidationSample validation = validation(top.section("validation_sample"), samples);
        List<Tape> tape = tape(top, steps);
        Resources resources = resources(top.section("resources"));
        List<String> datasets = datasets(top, steps);
        TestSize test = test(top.section("test"));
        int running = top.small("max_running_jobs", 1, MOST_RUNNING_JOBS);
        top.noMore();
        checkCounters(top, steps, samples);
        if (!problems.none()) {
            return new Reading.Unsound(problems.list().stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .toList());
        }
        return new Reading.Sound(new ProductionRequest(
                name,
                description,
                group,
                policy,
                code,
                steps,
                validation,
                tape,
                resources,
                samples,
                datasets,
                test,
                running));
    }

    private static Code code(Section section) {
        String repository = section.text("repository");
        Names.repository(section, "repository", repository);
        String tag = section.text("tag");
        Names.tag(section, "tag", tag);
        section.noMore();
        return new Code(repository, tag);
    }

    private static List<Sample> samples(List<Section> sections) {
        List<Sample> samples = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section section : sections) {
            String name = section.text("name");
            Names.word(section, "name", name);
            if (!name.isEmpty() && !names.add(name)) {
                section.problem("name", "is the name of another sample too", "give each sample its own name");
            }
            long events = section.number("events", 1, MOST_EVENTS);
            Map<String, String> environment = section.map("environment");
            environment.keySet().forEach(key -> Names.variable(section, "environment", key));
            section.noMore();
            samples.add(new Sample(name, events, environment));
        }
        return samples;
    }

    private static ValidationSample validation(Section section, List<Sample> known) {
        String description = section.text("description");
        List<Sample> samples = new ArrayList<>();
        for (Section sample : section.sections("samples")) {
            String name = sample.text("name");
            if (!name.isEmpty()
                    && known.stream().noneMatch(other -> other.name().equals(name))) {
                sample.problem(
                        "name",
                        "is not one of the samples of the request",
                        "one of " + known.stream().map(Sample::name).toList());
            }
            samples.add(new Sample(name, sample.number("events", 1, MOST_EVENTS), Map.of()));
            sample.noMore();
        }
        section.noMore();
        return new ValidationSample(description, samples);
    }

    private static List<Tape> tape(Section top, List<Step> steps) {
        List<String> patterns = steps.stream()
                .flatMap(step -> step.outputs().stream())
                .map(ProductionRequest.Output::pattern)
                .toList();
        List<Tape> tape = new ArrayList<>();
        if (!top.has("tape")) {
            return tape;
        }
        for (Section section : top.sections("tape")) {
            String output = section.text("output");
            if (!output.isEmpty() && !patterns.contains(output)) {
                section.problem("output", "is not the pattern of an output of a step", "one of " + patterns);
            }
            tape.add(new Tape(
                    output,
                    section.number("files", 1, MOST_FILES),
                    section.number("file_size_bytes", 1, MOST_BYTES / 1000)));
            section.noMore();
        }
        return tape;
    }

    private static Resources resources(Section section) {
        Resources resources = new Resources(
                section.positive("cpu_hours"),
                section.small("rss_mib", 1, MOST_RSS_MIB),
                section.number("storage_bytes", 1, MOST_BYTES * 1000));
        section.noMore();
        return resources;
    }

    private static List<String> datasets(Section top, List<Step> steps) {
        List<String> made = steps.stream()
                .flatMap(step -> step.outputs().stream())
                .flatMap(output -> output.dataset().stream())
                .distinct()
                .toList();
        List<String> datasets = top.texts("final_datasets");
        for (int i = 0; i < datasets.size(); i++) {
            if (!datasets.get(i).isEmpty() && !made.contains(datasets.get(i))) {
                top.problem("final_datasets[" + i + "]", "is made by no step: " + datasets.get(i), "one of " + made);
            }
        }
        return datasets;
    }

    private static TestSize test(Section section) {
        TestSize test = new TestSize(section.small("jobs", 1, 20), section.small("events_per_job", 1, 10));
        section.noMore();
        return test;
    }

    /** One workflow for each sample must stay within the quota of input files. */
    private void checkCounters(Section top, List<Step> steps, List<Sample> samples) {
        if (steps.isEmpty() || steps.get(0).eventsPerJob() < 1) {
            return;
        }
        for (int i = 0; i < samples.size(); i++) {
            long counters = (samples.get(i).events() - 1) / steps.get(0).eventsPerJob() + 1;
            if (counters > maxCounters) {
                top.problem(
                        "samples[" + i + "]",
                        "would make a workflow of " + counters + " files; the quota is " + maxCounters,
                        "raise events_per_job, or split the sample");
            }
        }
    }
}
