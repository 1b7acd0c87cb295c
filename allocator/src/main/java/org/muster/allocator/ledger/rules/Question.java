package org.muster.allocator.ledger.rules;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.muster.allocator.ledger.SlotOffer;
import org.muster.allocator.ledger.books.Books;
import org.muster.allocator.ledger.books.Job;
import org.muster.allocator.ledger.books.Needs;
import org.muster.allocator.ledger.books.QuotaBook;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.matching.Reach;
import org.muster.protocol.control.StageOrder;

/** What the {@linkplain Rules rules} are asked: whether files of a stage go to a job at a place. */
public class Question {
    private final Books books;
    private final Candidates files;
    private final StageBook stage;
    private final Asker asker;
    private final Place place;

    public Question(Candidates files, Asker asker, Books books) {
        this.books = books;
        this.files = files;
        this.stage = files.stage();
        this.asker = asker;
        this.place = asker.place();
    }

    public Question(Candidates files, Place place, Books books) {
        this(files, new Asker(place, files.job()), books);
    }

    public Books books() {
        return books;
    }

    public Candidates files() {
        return files;
    }

    public StageBook stage() {
        return stage;
    }

    public Asker asker() {
        return asker;
    }

    public Place place() {
        return place;
    }

    /** Of a job that has started, about its next file. */
    public static Question ofJob(Job job, Books books) {
        return new Question(Candidates.of(job), Place.in(job.mySlot(), books), books);
    }

    Job job() {
        return asker.job().orElseThrow();
    }

    boolean inSlot() {
        return asker.inSlot();
    }

    Slot slot() {
        return place.slot().orElseThrow();
    }

    /** Before a slot is known, one that will do may come. */
    boolean ifOffered(BiPredicate<SlotOffer, StageOrder> suits) {
        return place.offer().isEmpty() || suits.test(place.offer().get(), stage.order());
    }

    /** What the job has to have. */
    public Needs needs() {
        return stage.needs();
    }

    public boolean listed() {
        return stage.lists(place.site());
    }

    public boolean siteEnabled() {
        return place.enabled();
    }

    public Reach reach() {
        return books.grid().reach(stage, place.number());
    }

    /** Jobs of the stage's campaign that may still start; as many as were agreed may live, of all its workflows together. */
    int campaignRoom() {
        return stage.workflow().campaignRoom(stage.order().maxRunningJobs());
    }

    QuotaBook quota() {
        return stage.workflow().quota();
    }

    /** Whether the place has what a job of the stage asks for. */
    boolean offered() {
        return place.limits()
                .map(limits -> needs().metBy(limits))
                .orElseGet(() ->
                        place.known().isEmpty() || needs().metAt(place.known().get()));
    }

    /** Waiting files that such a job could have; how much memory a slot really has is asked of the slot. */
    long filesOffered() {
        if (!offered()) {
            return 0;
        }
        return inSlot() ? files.all() : fitting();
    }

    /** The most that a job has there. */
    public long memoryBytes() {
        if (inSlot()) {
            return slot().rssBytes();
        }
        OptionalLong most = place.limits().isPresent()
                ? OptionalLong.of(place.limits().get().mostMemoryBytes())
                : place.known().map(needs()::memoryAt).orElseGet(OptionalLong::empty);
        return most.orElse(Long.MAX_VALUE);
    }

    /** Waiting files that a job with that memory could have. */
    long fitting() {
        return files.fitting(memoryBytes());
    }

    boolean permitted(int rse) {
        return rse == books.grid().counters()
                || stage.inputRses().isEmpty()
                || stage.inputRses().contains(rse);
    }

    boolean released(int rse) {
        return permitted(rse)
                && (rse == books.grid().counters() || !stage.rsesInQuarantine().contains(rse));
    }

    boolean readable(int rse) {
        return released(rse) && books.grid().geography().readable(rse);
    }

    long filesAt(IntPredicate rses) {
        return files.where(members -> Arrays.stream(members).anyMatch(rses), Long.MAX_VALUE);
    }

    public long filesWithinReach() {
        return files.where(reach()::any, memoryBytes());
    }

    /** What all the rules about files come to, at the price of a look at the counts. */
    public boolean anyFile() {
        return stage.waiting().anyWithin(reach(), memoryBytes());
    }
}
