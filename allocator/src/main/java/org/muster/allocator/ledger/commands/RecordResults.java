package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.Signed;
import org.muster.allocator.ledger.books.Allocation;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.books.NewOutput;
import org.muster.allocator.ledger.books.OutputFile;
import org.muster.allocator.ledger.books.WorkflowBook;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.Usage;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.text.Absent;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;

/** The jobscript has ended; nothing is uploaded yet. justIN wire protocol: record_results. */
public record RecordResults(Signed signed, Result result, String digest)
        implements Command<Answer<RecordResults.Recorded>> {
    /** 128 and SIGKILL, as shells report it. */
    private static final int KILLED = 137;

    /** What the job reports. */
    public record Result(
            Set<String> processedDids,
            Set<String> processedPfns,
            List<Output> outputs,
            String log,
            int exitCode,
            Usage usage) {}

    /** An output by its file name. {@code metadata} and {@code parents} are JSON texts. */
    public record Output(
            String name, int patternId, long sizeBytes, String adler32, long events, String metadata, String parents) {}

    /** Where the outputs go. */
    public record Recorded(
            JobsubId job,
            int exitCode,
            List<Inventory.Storage> storages,
            Map<Integer, PatternPlace> patterns,
            List<OutputPlace> outputs) {}

    public record PatternPlace(OutputPattern pattern, String dataset, int number) {}

    public record OutputPlace(Did did, OutputPattern pattern, String dataset, int number) {}

    @Override
    public Answer<Recorded> decide(Books books, Instant now) {
        return signed.by(books, now).then(job -> {
            if (job.reportedBy(digest)) {
                return Answer.given(answer(job, books));
            }
            return signed.once(job, now).then(first -> take(first, books, now));
        });
    }

    private Answer<Recorded> take(Job job, Books books, Instant now) {
        WorkflowBook workflow = job.stage().workflow();
        if (!workflow.quota().enabled()) {
            return Answer.refused(Refusal.FORBIDDEN, workflow.quota() + " is switched off");
        }
        if (job.state() != JobState.STARTED && job.state() != JobState.PROCESSING) {
            return Answer.refused(Refusal.OVER, "this job is " + job.state());
        }
        if (result.exitCode() == 0) {
            Optional<Answer<Recorded>> refusal = refuseOutputs(job, books, now);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        job.report(digest, result.exitCode(), result.usage(), result.log());
        if (result.exitCode() == 0) {
            succeed(job, books, now);
        } else {
            AllocationEnd how = outOfMemory(job.mySlot()) ? AllocationEnd.OUT_OF_MEMORY : AllocationEnd.VOIDED;
            job.failScript(how, ExitCodes.words(result.exitCode()), now);
        }
        return Answer.given(answer(job, books));
    }

    /** The kernel killed the jobscript, as it does when memory is short; or it had used more than there was. */
    private boolean outOfMemory(Slot slot) {
        return result.exitCode() == KILLED
                || (slot.rssBytes() > 0 && result.usage().maxRssBytes() > slot.rssBytes());
    }

    private Optional<Answer<Recorded>> refuseOutputs(Job job, Books books, Instant now) {
        for (Output output : result.outputs()) {
            if (job.stage().pattern(output.patternId()).isEmpty()) {
                return Optional.of(Answer.refused(
                        Refusal.MALFORMED, job.stage().ref() + " has no output pattern " + output.patternId()));
            }
            if (job.stage().workflow().taken(did(job, output.name()))) {
                return Optional.of(Answer.refused(
                        Refusal.CONFLICT,
                        "an output named " + output.name() + " is recorded already: names have to differ from job to "
                                + "job, put $JUSTIN_JOBSUB_ID or the input's name into them"));
            }
            if (books.held(did(job, output.name()), now)) {
                return Optional.of(Answer.refused(
                        Refusal.CONFLICT, "an older output named " + output.name() + " is being deleted just now"));
            }
        }
        return Optional.empty();
    }

    private void succeed(Job job, Books books, Instant now) {
        for (Allocation allocation : job.live()) {
            if (allocation.fileState() == InputFileState.OUTPUTTING) {
                continue; // SAM said so before
            }
            if (processed(allocation)) {
                allocation.processed(now);
            } else {
                allocation.giveBack(AllocationEnd.VOIDED, now);
            }
        }
        for (Output output : result.outputs()) {
            OutputPattern pattern = job.stage().pattern(output.patternId()).orElseThrow();
            job.record(
                    new NewOutput(
                            pattern,
                            did(job, output.name()),
                            dataset(job, pattern, books),
                            output.sizeBytes(),
                            Absent.ifEmpty(output.adler32()),
                            output.events(),
                            output.metadata(),
                            output.parents()),
                    now);
        }
        job.handIn(now);
    }

    private boolean processed(Allocation allocation) {
        return allocation
                        .text()
                        .filter(text -> result.processedDids().contains(text.did()))
                        .isPresent()
                || result.processedPfns().stream().anyMatch(allocation::calledAt);
    }

    private static Did did(Job job, String name) {
        return new Did(job.stage().workflow().order().scope(), name);
    }

    private static String dataset(Job job, OutputPattern pattern, Books books) {
        String instance = books.settings().instance();
        if (pattern.destination() == OutputPattern.Destination.URL) {
            return String.format(
                    Locale.ROOT,
                    "%s/%s/%05d/%d",
                    pattern.name().orElseThrow(),
                    instance,
                    job.stage().workflow().number(),
                    job.stage().ref().stage());
        }
        return pattern.name().orElseGet(() -> instance + "-" + job.stage().ref() + "p" + pattern.patternId());
    }

    /** Computed from what is recorded, so that a repetition gets the same. */
    private static Recorded answer(Job job, Books books) {
        List<Inventory.Storage> storages =
                job.stage().outputStorages(job.mySlot().site());
        Map<Integer, PatternPlace> patterns = new TreeMap<>();
        for (OutputPattern pattern : job.stage().order().outputs()) {
            String dataset = dataset(job, pattern, books);
            patterns.put(
                    pattern.patternId(),
                    new PatternPlace(pattern, dataset, job.stage().datasetNumber(dataset)));
        }
        List<OutputPlace> outputs = new ArrayList<>();
        for (OutputFile output : job.outputs()) {
            OutputPattern pattern = output.pattern();
            patterns.put(pattern.patternId(), new PatternPlace(pattern, output.dataset(), output.datasetNumber()));
            outputs.add(new OutputPlace(output.did(), pattern, output.dataset(), output.datasetNumber()));
        }
        return new Recorded(job.jobsubId(), job.exitCode().orElse(0), storages, patterns, outputs);
    }
}
