package org.muster.allocator.control;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.commands.HoldNames;
import org.muster.allocator.ledger.commands.MarkCleared;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.storage.StoragePath;
import org.muster.allocator.storage.StorageTokens;
import org.muster.domain.text.Absent;
import org.muster.protocol.control.ClearedOutputs;
import org.muster.protocol.control.OutputToClear;
import org.muster.protocol.control.OutputsToClear;

/** Uploads that nobody confirmed: hands out where they may lie, with a token to delete them, and notes that they are gone. */
final class Clearing {
    /** No token is good for so long: whoever was late with an upload cannot make it any more. */
    static final Duration AFTER = Duration.ofHours(24);

    static final int MAX_OUTPUTS = 1000;

    private final LedgerLoop ledger;
    private final Tables tables;
    private final Readers readers;
    private final StorageTokens tokens;
    private final Clock clock;

    Clearing(LedgerLoop ledger, Tables tables, Readers readers, StorageTokens tokens, Clock clock) {
        this.ledger = ledger;
        this.tables = tables;
        this.readers = readers;
        this.tokens = tokens;
        this.clock = clock;
    }

    CompletableFuture<OutputsToClear> next(long after, int limit) {
        return readers.ask(() -> tables.outputsToClear(clock.instant().minus(AFTER), after, limit))
                .thenCompose(outputs -> ledger.submit(new HoldNames(outputs)))
                .thenApply(this::withToken);
    }

    /** As many of them as one token can name. */
    private OutputsToClear withToken(List<OutputRecord> free) {
        StorageTokens.FilesToken token =
                tokens.toClear(free.stream().map(Clearing::places).toList());
        return new OutputsToClear(
                Absent.ifEmpty(token.token()),
                free.stream().limit(token.files()).map(Clearing::toClear).toList());
    }

    private static List<StoragePath> places(OutputRecord output) {
        return output.places().stream()
                .flatMap(pfn -> StoragePath.of(pfn).stream())
                .toList();
    }

    private static OutputToClear toClear(OutputRecord output) {
        return new OutputToClear(output.id(), output.stage(), output.did(), output.places(), output.recordedAt());
    }

    /** Said again it changes nothing. */
    CompletableFuture<Answer.Done> cleared(ClearedOutputs outputs) {
        List<Long> ids = outputs.outputIds();
        return readers.ask(() -> tables.uncleared(ids)).thenCompose(known -> ledger.submit(new MarkCleared(known)));
    }
}
