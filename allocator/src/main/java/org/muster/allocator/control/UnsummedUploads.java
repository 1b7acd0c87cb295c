package org.muster.allocator.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.allocator.storage.StoragePath;
import org.muster.allocator.storage.StorageTokens;
import org.muster.domain.text.Absent;
import org.muster.protocol.control.OutputsToRead;

/** Uploads of which no job told the checksum: hands out a token to look at them before they are registered. */
final class UnsummedUploads {
    private final LedgerLoop ledger;
    private final StorageTokens tokens;

    UnsummedUploads(LedgerLoop ledger, StorageTokens tokens) {
        this.ledger = ledger;
        this.tokens = tokens;
    }

    /** Those of them that are registered, or never were, are left out. */
    CompletableFuture<OutputsToRead> token(List<Long> ids) {
        return ledger.submit(Ask.unregistered(ids)).thenApply(this::withToken);
    }

    private OutputsToRead withToken(Map<Long, String> pfns) {
        Map<Long, StoragePath> paths = new LinkedHashMap<>();
        pfns.forEach((id, pfn) -> StoragePath.of(pfn).ifPresent(path -> paths.put(id, path)));
        StorageTokens.FilesToken token = tokens.toLookAt(List.copyOf(paths.values()));
        return new OutputsToRead(
                Absent.ifEmpty(token.token()),
                paths.keySet().stream().limit(token.files()).toList());
    }
}
