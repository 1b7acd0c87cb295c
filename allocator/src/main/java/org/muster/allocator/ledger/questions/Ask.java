package org.muster.allocator.ledger.questions;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.LedgerCounts;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.OutputFile;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.books.WorkflowBook;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.InputQuery;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WaitingOutputs;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowProgress;

/** A question that the books answer without changing. */
public final class Ask<A> implements Command<A> {
    private final BiFunction<Books, Instant, A> question;

    private Ask(BiFunction<Books, Instant, A> question) {
        this.question = question;
    }

    private Ask(Function<Books, A> question) {
        this((books, now) -> question.apply(books));
    }

    @Override
    public A decide(Books books, Instant now) {
        return question.apply(books, now);
    }

    /** Those of them that are in memory. */
    public static Ask<List<WorkflowProgress>> progress(Collection<WorkflowId> workflows) {
        return new Ask<>(books -> workflows.stream()
                .flatMap(workflow -> books.workflow(workflow).stream())
                .map(WorkflowBook::progress)
                .toList());
    }

    /** Every workflow that is open or paused. */
    public static Ask<List<WorkflowProgress>> progress() {
        return new Ask<>(books -> books.workflows().stream()
                .filter(workflow -> workflow.status() != LedgerStatus.CLOSED)
                .map(WorkflowBook::progress)
                .toList());
    }

    /** Of one that is in memory. */
    public static Ask<Optional<Sums>> sums(WorkflowId workflow) {
        return new Ask<>(books -> books.workflow(workflow).map(WorkflowBook::sums));
    }

    /** Of every workflow that is open or paused. */
    public static Ask<List<WorkflowHealth>> health() {
        return new Ask<>((books, now) -> books.workflows().stream()
                .filter(workflow -> workflow.status() != LedgerStatus.CLOSED)
                .map(workflow -> workflow.health(now))
                .toList());
    }

    /** Those that the batch system of this name has not ended, as far as the ledger knows. */
    public static Ask<List<JobsubId>> unended(String scheduler) {
        return new Ask<>(books -> books.known().stream()
                .filter(job -> !job.state().terminal() && job.jobsubId().value().endsWith(scheduler))
                .map(job -> job.jobsubId())
                .toList());
    }

    /** Workflows whose inputs are still to be found. */
    public static Ask<List<InputQuery>> inputQueries() {
        return new Ask<>(books -> books.workflows().stream()
                .filter(workflow -> workflow.status() != LedgerStatus.CLOSED && !workflow.inputsFound())
                .map(workflow -> new InputQuery(
                        workflow.order().workflow(),
                        new StageRef(workflow.order().workflow(), 1),
                        workflow.order().mql(),
                        workflow.order().refinding()))
                .toList());
    }

    /** Empty for a stage that is not in memory. */
    public static Ask<Optional<StageSettings>> settings(StageRef stage) {
        return new Ask<>(books -> books.stage(stage).map(StageBook::settings));
    }

    public static Ask<Inventory> inventory() {
        return new Ask<>(books -> books.grid().geography().inventory());
    }

    /** Where these lie, of those that the catalogues are still to learn of. */
    public static Ask<Map<Long, String>> unregistered(List<Long> outputs) {
        return new Ask<>(books -> {
            Map<Long, String> pfns = new LinkedHashMap<>();
            for (long id : outputs) {
                books.unregistered(id).flatMap(OutputFile::pfn).ifPresent(pfn -> pfns.put(id, pfn));
            }
            return pfns;
        });
    }

    /** Of every workflow of which the catalogues are still to learn outputs. */
    public static Ask<List<WaitingOutputs>> waitingOutputs() {
        return new Ask<>(books -> books.workflows().stream()
                .filter(workflow -> workflow.unregistered() > 0)
                .map(workflow -> new WaitingOutputs(workflow.order().workflow(), workflow.unregistered()))
                .toList());
    }

    /** Ids of those whose turn it is. */
    public static Ask<List<Long>> outputsToRegister(List<OutputsTurn> turns) {
        return new Ask<>(books -> turns.stream()
                .flatMap(turn -> books.workflow(turn.workflow()).stream()
                        .flatMap(workflow -> workflow.unregisteredAfter(turn.after(), turn.limit()).stream()))
                .toList());
    }

    public static Ask<LedgerCounts> counts() {
        return new Ask<>(LedgerCounts::of);
    }
}
