package org.muster.allocator.control;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.Answer;
import org.muster.allocator.ledger.commands.MarkRegistered;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.protocol.control.OutputsToRegister;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.control.WaitingOutputs;

/** Confirmed outputs on their way into the catalogues. Whose turn it is the ledger knows; what they are, PostgreSQL. */
final class Outputs {
    private final LedgerLoop ledger;
    private final Tables tables;
    private final Readers readers;

    Outputs(LedgerLoop ledger, Tables tables, Readers readers) {
        this.ledger = ledger;
        this.tables = tables;
        this.readers = readers;
    }

    CompletableFuture<List<WaitingOutputs>> waiting() {
        return ledger.submit(Ask.waitingOutputs());
    }

    CompletableFuture<OutputsToRegister> toRegister(List<OutputsTurn> turns) {
        if (turns.stream().mapToLong(OutputsTurn::limit).sum() > OutputsTurn.MAX_OUTPUTS) {
            throw new AuthorisedCall.Bad(400, "at most " + OutputsTurn.MAX_OUTPUTS + " outputs in one call");
        }
        return ledger.submit(Ask.outputsToRegister(turns))
                .thenCompose(ids -> readers.ask(() -> tables.outputsToRegister(ids)));
    }

    CompletableFuture<Answer.Done> registered(RegisteredOutputs known) {
        return ledger.submit(new MarkRegistered(known.outputIds(), known.checksums()));
    }
}
