package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Refusal;
import org.muster.allocator.ledger.Signed;
import org.muster.allocator.ledger.books.Allocation;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.books.OutputFile;
import org.muster.allocator.ledger.books.Uploaded;
import org.muster.allocator.storage.StoragePath;
import org.muster.allocator.storage.UploadPaths;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.storage.RseName;
import org.muster.domain.text.Absent;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;

/** The outputs are uploaded. justIN wire protocol: confirm_results. */
public record ConfirmResults(Signed signed, Map<String, Upload> uploads, String digest)
        implements Command<Answer<Answer.Done>> {
    /** Where one output is. {@code adler32} and {@code pfn} are empty from a wrapper that does not tell. */
    public record Upload(int patternId, Optional<RseName> rse, long sizeBytes, String adler32, String pfn) {}

    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        return signed.by(books, now).then(job -> {
            if (job.confirmedBy(digest)) {
                return Answer.done();
            }
            return signed.once(job, now).then(first -> confirm(first, books, now));
        });
    }

    private Answer<Answer.Done> confirm(Job job, Books books, Instant now) {
        if (job.state() != JobState.OUTPUTTING) {
            return Answer.refused(Refusal.OVER, "this job is " + job.state());
        }
        for (OutputFile output : job.outputs()) {
            Upload upload = uploads.get(output.did().name());
            if (upload != null) {
                Optional<String> problem = problem(output, upload, books);
                if (problem.isPresent()) {
                    return Answer.refused(Refusal.MALFORMED, problem.get());
                }
            }
        }
        List<Allocation> processed = job.live().stream()
                .filter(allocation -> allocation.fileState() == InputFileState.OUTPUTTING)
                .toList();
        processed.forEach(allocation -> allocation.post(now));
        for (OutputFile output : List.copyOf(job.outputs())) {
            Upload upload = uploads.get(output.did().name());
            if (upload != null && output.state() == OutputFileState.RECORDED) {
                output.confirm(placed(output, upload, books), now);
            }
        }
        boolean nothing = processed.isEmpty() && (job.allocatedFiles() > 0 || !job.askedForFile());
        if (nothing) {
            job.finishWithNothing(digest, nothingProcessed(job), now);
        } else {
            job.finish(digest, now);
        }
        return Answer.done();
    }

    private static String nothingProcessed(Job job) {
        return job.allocatedFiles() == 0
                ? "The jobscript never asked for a file."
                : "The jobscript was given " + job.allocatedFiles() + " files and listed none of them in "
                        + "justin-processed-dids.txt or justin-processed-pfns.txt: they count as not processed.";
    }

    private static Optional<String> problem(OutputFile output, Upload upload, Books books) {
        String name = output.did().name();
        if (upload.patternId() != output.pattern().patternId()) {
            return Optional.of(
                    name + " was recorded for pattern " + output.pattern().patternId());
        }
        if (output.pattern().destination() == OutputPattern.Destination.URL) {
            return Optional.empty();
        }
        if (upload.rse().isEmpty()) {
            return Optional.of(name + " has no rse_name");
        }
        Optional<Inventory.Storage> storage =
                books.grid().geography().storage(upload.rse().get());
        if (storage.isEmpty()) {
            return Optional.of("RSE " + upload.rse().get() + " of " + name + " is not in the inventory");
        }
        if (upload.pfn().isEmpty()) {
            return Optional.empty();
        }
        boolean ours = storage.get().deterministic()
                ? upload.pfn().equals(UploadPaths.of(storage.get(), output.did()))
                : storage.get()
                        .writePrefix()
                        .filter(prefix -> StoragePath.within(prefix, upload.pfn()))
                        .isPresent();
        return ours ? Optional.empty() : Optional.of("the pfn of " + name + " is not where it was to go");
    }

    private static Uploaded placed(OutputFile output, Upload upload, Books books) {
        Optional<RseName> rse =
                output.pattern().destination() == OutputPattern.Destination.URL ? Optional.empty() : upload.rse();
        Optional<String> pfn = Absent.ifEmpty(upload.pfn())
                .or(() -> rse.flatMap(books.grid().geography()::storage)
                        .map(storage -> UploadPaths.of(storage, output.did())));
        return new Uploaded(rse.map(RseName::value), upload.sizeBytes(), Absent.ifEmpty(upload.adler32()), pfn);
    }
}
