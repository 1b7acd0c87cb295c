package org.muster.allocator.ledger.books;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.muster.allocator.ledger.rows.FileRecord;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.Snapshot;
import org.muster.domain.data.OutputFileState;

/** Everything in the books as rows. */
final class Photograph {
    private final Books books;

    Photograph(Books books) {
        this.books = books;
    }

    Snapshot taken() {
        List<Job> jobs = books.jobs().inOrder();
        Set<OutputFile> outputs = new HashSet<>(books.unregistered());
        jobs.forEach(job -> outputs.addAll(job.outputs()));
        return new Snapshot(
                books.grid().geography().inventory(),
                Set.copyOf(books.retired()),
                books.workflows().stream().map(WorkflowBook::row).toList(),
                IntStream.range(0, books.grid().replicaSets().size())
                        .mapToObj(books.grid()::names)
                        .toList(),
                books.stages().stream()
                        .flatMap(stage ->
                                IntStream.range(0, stage.files().size()).mapToObj(stage::row))
                        .sorted(Comparator.comparingLong(FileRecord::id))
                        .toList(),
                books.stages().stream()
                        .flatMap(stage -> stage.waiting().hungry().intStream().mapToObj(stage.files()::id))
                        .collect(Collectors.toSet()),
                books.recalls().all(),
                jobs.stream().map(Job::row).toList(),
                jobs.stream()
                        .filter(job -> !job.state().terminal())
                        .flatMap(job -> job.allocations().stream())
                        .map(Allocation::row)
                        .toList(),
                outputs.stream()
                        .filter(output -> output.state() != OutputFileState.VOIDED)
                        .map(OutputFile::row)
                        .sorted(Comparator.comparingLong(OutputRecord::id))
                        .toList(),
                new Snapshot.NextIds(books.nextBlock, books.nextJob, books.nextOutput, books.nextEvent));
    }
}
