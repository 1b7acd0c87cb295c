package org.muster.webapp.requests;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.workflow.WorkflowLimits;
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
    private static final String NOT_YAML = "check indentation, and put quotes around a text that has a colon in it";

    private final int maxCounters;

    /** @param maxCounters counter files of one workflow at most */
    public RequestReader(int maxCounters) {
        this.maxCounters = maxCounters;
    }

    public Reading read(RequestSubmission submission) {
        return read(submission, FileLists.given(submission.lists().orElse(Map.of())));
    }

    /** One that was filed, whose lists of files were looked at then. */
    public Reading readFiled(RequestSubmission submission) {
        return read(submission, FileLists.filed());
    }

    private Reading read(RequestSubmission submission, FileLists lists) {
        List<Problem> unfit = unfit(submission);
        if (!unfit.isEmpty()) {
            return new Reading.Unsound(unfit);
        }
        Node root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(submission.request()));
        } catch (MarkedYAMLException e) {
            Optional<Integer> line = Optional.ofNullable(e.getProblemMark()).map(mark -> mark.getLine() + 1);
            return new Reading.Unsound(List.of(new Problem("", line, "is not YAML: " + e.getProblem(), NOT_YAML)));
        } catch (YAMLException e) {
            return new Reading.Unsound(List.of(Problem.at("", "is not YAML", NOT_YAML)));
        }
        return read(root, submission.jobscripts(), lists);
    }

    /** What is looked at before the YAML is read. */
    private static List<Problem> unfit(RequestSubmission submission) {
        Problems problems = new Problems();
        if (submission.request().isBlank()) {
            problems.add("", "is empty", "see the example request");
        } else {
            RequestLimits.REQUEST
                    .objection(submission.request())
                    .ifPresent(what -> problems.add("", what, "a request has " + RequestLimits.REQUEST));
        }
        RequestLimits.LISTS.checkCount(submission.lists().orElse(Map.of()).size(), "lists", problems);
        submission
                .lists()
                .orElse(Map.of())
                .keySet()
                .forEach(name -> RequestLimits.JOBSCRIPT_NAME.check(name, "lists", problems));
        RequestLimits.JOBSCRIPTS.checkCount(submission.jobscripts().size(), "jobscripts", problems);
        submission
                .jobscripts()
                .keySet()
                .forEach(name -> RequestLimits.JOBSCRIPT_NAME.check(name, "jobscripts", problems));
        return problems.list();
    }

    private Reading read(@Nullable Node root, Map<String, String> jobscripts, FileLists lists) {
        if (root == null) {
            return new Reading.Unsound(List.of(Problem.at("", "is empty", "see the example request")));
        }
        Remarks remarks = new Remarks();
        Section top = new Section("", root, remarks);
        String name = top.text("name");
        Names.campaign(top, "name", name);
        String description = top.text("description");
        String group = top.text("physics_group");
        Names.word(top, "physics_group", group);
        String policy = top.text("policy_document");
        Code code = code(top.section("code"));
        List<Step> steps = new StepReader(new Jobscripts(jobscripts)).read(top);
        Optional<Integer> eventsPerJob = steps.stream().findFirst().flatMap(Step::eventsPerJob);
        SampleReader sampleReader = new SampleReader(eventsPerJob, lists);
        List<Sample> samples = sampleReader.samples(top);
        ValidationSample validation = sampleReader.validation(top.section("validation_sample"), samples);
        List<Tape> tape = tape(top, steps);
        Resources resources = resources(top.section("resources"));
        List<String> datasets = datasets(top, steps);
        TestSize test = test(top.section("test"));
        int running = top.small("max_running_jobs", WorkflowLimits.RUNNING_JOBS);
        top.noMore();
        eventsPerJob(top, eventsPerJob, samples);
        if (remarks.noProblems()) {
            new SizeCheck(top, steps, maxCounters).check(samples, validation.parts());
        }
        if (!remarks.noProblems()) {
            return new Reading.Unsound(remarks.problems());
        }
        return new Reading.Sound(
                new ProductionRequest(
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
                        running),
                remarks.warnings());
    }

    /** Jobs that generate events make a number of them; those that read files take what the files hold. */
    private static void eventsPerJob(Section top, Optional<Integer> eventsPerJob, List<Sample> samples) {
        boolean generated = samples.stream().anyMatch(sample -> sample.source() instanceof SampleSource.Generated);
        if (generated && eventsPerJob.isEmpty()) {
            top.problem("workflow[0]", "is missing " + StepReader.EVENTS_PER_JOB, "add \"events_per_job:\" there");
        } else if (!generated && eventsPerJob.isPresent()) {
            top.problem(
                    "workflow[0]",
                    "has " + StepReader.EVENTS_PER_JOB + ", but no sample is generated",
                    "leave it out: a job takes all events of its files");
        }
    }

    private static Code code(Section section) {
        String repository = section.text("repository");
        Names.repository(section, "repository", repository);
        String tag = section.text("tag");
        Names.tag(section, "tag", tag);
        section.noMore();
        return new Code(repository, tag);
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
        double bytes = 0;
        Set<String> outputs = new HashSet<>();
        for (Section section : top.sections("tape")) {
            String output = section.text("output");
            if (!output.isEmpty() && !outputs.add(output)) {
                section.problem("output", "is there twice", "write one entry for all its files");
            }
            if (!output.isEmpty() && !patterns.contains(output)) {
                section.problem("output", "is not the pattern of an output of a step", "one of " + patterns);
            }
            long files = section.number("files", RequestLimits.FILES);
            long size = section.number("file_size_bytes", RequestLimits.FILE_BYTES);
            section.noMore();
            bytes += (double) files * size;
            if (bytes > RequestLimits.STORAGE_BYTES.most()) {
                section.problem("files", "come to more than all the tape there is", "mend files or file_size_bytes");
                return tape;
            }
            tape.add(new Tape(output, files, size));
        }
        return tape;
    }

    private static Resources resources(Section section) {
        Resources resources = new Resources(
                section.positive("cpu_hours", RequestLimits.CPU_HOURS.most()),
                section.small("rss_mib", WorkflowLimits.RSS_MIB),
                section.number("storage_bytes", RequestLimits.STORAGE_BYTES));
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
            if (datasets.indexOf(datasets.get(i)) < i) {
                top.problem("final_datasets[" + i + "]", "is there twice", "leave one out");
            }
        }
        return datasets;
    }

    private static TestSize test(Section section) {
        TestSize test = new TestSize(
                section.small("jobs", RequestLimits.TEST_JOBS),
                section.small("events_per_job", RequestLimits.TEST_EVENTS_PER_JOB));
        section.noMore();
        return test;
    }
}
