package org.muster.allocator.ledger.commands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.Command;
import org.muster.allocator.ledger.Secrets;
import org.muster.allocator.ledger.books.Books;

/**
 * A jobscript asks for several files at once: as many as there are for it, up to a number, nearest first. Refused like
 * {@link GetFile} if there is none. An extension of the justIN wire protocol for pilots that handle many small files.
 */
public record GetFiles(Secrets secrets, int most) implements Command<Answer<List<GetFile.Granted>>> {
    /** In one call. */
    public static final int MAX_FILES = 100;

    public GetFiles {
        if (most < 1 || most > MAX_FILES) {
            throw new IllegalArgumentException("max_files is a number from 1 to " + MAX_FILES);
        }
    }

    @Override
    public Answer<List<GetFile.Granted>> decide(Books books, Instant now) {
        return secrets.of(books).then(job -> {
            List<GetFile.Granted> files = new ArrayList<>();
            Answer<GetFile.Granted> next = GetFile.grant(job, books, now);
            while (next instanceof Answer.Given<GetFile.Granted> given) {
                files.add(given.value());
                if (files.size() == most) {
                    return Answer.given(files);
                }
                next = GetFile.grant(job, books, now);
            }
            return files.isEmpty() ? next.then(none -> Answer.given(files)) : Answer.given(files);
        });
    }
}
