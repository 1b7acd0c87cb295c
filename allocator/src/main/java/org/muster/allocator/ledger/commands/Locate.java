package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.allocator.storage.StoragePath;
import org.muster.domain.data.InputFileState;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;

/** What the replica catalogue knows of files. Said again it changes nothing; files that a job has had are left alone. */
public record Locate(List<Located> files) implements Command<Answer<Answer.Done>> {
    /** With the directories of its replicas, which are worked out before the ledger's one thread has it. */
    record Located(long fileId, List<NewReplica> replicas, List<StoragePath> directories) {}

    public static Locate of(List<LocatedFile> files) {
        Map<StoragePath, StoragePath> seen = new HashMap<>();
        return new Locate(files.stream().map(file -> located(file, seen)).toList());
    }

    private static Located located(LocatedFile file, Map<StoragePath, StoragePath> seen) {
        List<NewReplica> replicas = replicas(file);
        return new Located(
                file.fileId(),
                replicas,
                replicas.stream()
                        .flatMap(NewReplica::directories)
                        .distinct()
                        .map(directory -> seen.computeIfAbsent(directory, first -> first))
                        .toList());
    }

    @Override
    public Answer<Answer.Done> decide(Books books, Instant now) {
        for (Located located : files) {
            books.stageOf(located.fileId()).ifPresent(stage -> {
                int slot = stage.files().slot(located.fileId());
                if (slot < stage.files().size()) {
                    say(stage, slot, located, books, now);
                }
            });
        }
        return Answer.done();
    }

    private static void say(StageBook stage, int slot, Located located, Books books, Instant now) {
        InputFileState state = stage.files().state(slot);
        boolean nowhere = located.replicas().isEmpty();
        boolean counter = books.grid().counter(stage.files().replicas(slot));
        if (state == InputFileState.NOTFOUND && nowhere) {
            return;
        }
        if (state == InputFileState.FINDING && nowhere) {
            stage.inputs().missed(slot, now);
        } else if (state == InputFileState.FINDING || (state == InputFileState.NOTFOUND && stage.mayFindAgain())) {
            stage.inputs().readable(located.directories());
            stage.inputs().found(slot, located.replicas(), now);
        } else if (state == InputFileState.UNALLOCATED && nowhere && !counter) {
            stage.inputs().lost(slot, now);
        }
    }

    /** One at each RSE. */
    private static List<NewReplica> replicas(LocatedFile located) {
        Map<String, NewReplica> byRse = new LinkedHashMap<>();
        for (FoundReplica replica : located.replicas()) {
            String rse = replica.rse().value();
            byRse.putIfAbsent(
                    rse,
                    new NewReplica(
                            located.fileId(), rse, replica.wanPfn(), replica.lanPfn(), replica.accessibleUntil()));
        }
        return List.copyOf(byRse.values());
    }

    @Override
    public String toString() {
        return "Locate[" + files.size() + "]";
    }
}
