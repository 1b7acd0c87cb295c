package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.BitSet;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.matching.FileView;
import org.muster.allocator.matching.Numbering;
import org.muster.allocator.matching.ReplicaSets;
import org.muster.domain.data.InputFileState;

/**
 * The input files of one stage: a column for each thing that is kept of all of them, and no object for any. Names and
 * addresses are in PostgreSQL only.
 *
 * <p>A file's id follows from its slot: the stage takes ids in blocks of {@value #BLOCK} and fills one after the other, so
 * that neither needs the other to be stored.
 */
@SuppressWarnings("EnumOrdinal") // never outlives the process
public final class StageFiles implements FileView {
    static final int BLOCK_BITS = Block.BITS;
    static final int BLOCK = Block.FILES;

    private static final InputFileState[] STATES = InputFileState.values();
    private static final int FIRST_CAPACITY = 16;

    private final ReplicaSets sets;
    private final IntArrayList blocks = new IntArrayList();
    private final BitSet finding = new BitSet();
    private final BitSet missing = new BitSet();
    private int size;
    private byte[] states = new byte[0];
    private short[] attempts = new short[0];
    private short[] rses = new short[0];
    private short[] sites = new short[0];
    private int[] replicas = new int[0];

    StageFiles(ReplicaSets sets) {
        this.sets = sets;
    }

    /** The block that an id is in. */
    static int blockOf(long id) {
        return Math.toIntExact((id - 1) >>> BLOCK_BITS);
    }

    /** The first slot of the block after the one that a slot is in. */
    static int nextBlock(int slot) {
        return (slot | (BLOCK - 1)) + 1;
    }

    public int size() {
        return size;
    }

    /** Whether the next file needs another block. */
    boolean blocksFull() {
        return size == (long) blocks.size() << BLOCK_BITS;
    }

    /** In ascending order. */
    void addBlock(int block) {
        blocks.add(block);
    }

    IntArrayList blocks() {
        return blocks;
    }

    /** A new file, in state finding. */
    int add() {
        if (blocksFull()) {
            throw new IllegalStateException("no block for another file");
        }
        restore(size, InputFileState.FINDING);
        return size - 1;
    }

    /** A file as it was found in PostgreSQL; they come in any order. */
    void restore(int slot, InputFileState state) {
        reserve(slot + 1);
        size = Math.max(size, slot + 1);
        states[slot] = (byte) state.ordinal();
        rses[slot] = Numbering.UNKNOWN;
        sites[slot] = Numbering.UNKNOWN;
        finding.set(slot, state == InputFileState.FINDING);
        missing.set(slot, state == InputFileState.NOTFOUND);
    }

    private void reserve(int wanted) {
        if (wanted > states.length) {
            int capacity = Math.max(wanted, Math.max(FIRST_CAPACITY, states.length + (states.length >>> 2)));
            states = Arrays.copyOf(states, capacity);
            attempts = Arrays.copyOf(attempts, capacity);
            rses = Arrays.copyOf(rses, capacity);
            sites = Arrays.copyOf(sites, capacity);
            replicas = Arrays.copyOf(replicas, capacity);
        }
    }

    public long id(int slot) {
        return ((long) blocks.getInt(slot >>> BLOCK_BITS) << BLOCK_BITS) + (slot & (BLOCK - 1)) + 1;
    }

    /** Of an id in one of this stage's blocks; it may be past the last file. */
    public int slot(long id) {
        int block = Arrays.binarySearch(blocks.elements(), 0, blocks.size(), blockOf(id));
        return (block << BLOCK_BITS) | (int) ((id - 1) & (BLOCK - 1));
    }

    public InputFileState state(int slot) {
        return STATES[states[slot]];
    }

    void state(int slot, InputFileState state) {
        states[slot] = (byte) state.ordinal();
        finding.set(slot, state == InputFileState.FINDING);
        missing.set(slot, state == InputFileState.NOTFOUND);
    }

    int attempts(int slot) {
        return attempts[slot];
    }

    /** Where the current or last attempt is. */
    void attempt(int slot, int number, int rse, int site) {
        attempts[slot] = narrow(number);
        rses[slot] = narrow(rse);
        sites[slot] = narrow(site);
    }

    private static short narrow(int number) {
        if (number != (short) number) {
            throw new IllegalStateException(number + " is more than this ledger counts to");
        }
        return (short) number;
    }

    /** Number of its replica set. */
    public int replicas(int slot) {
        return replicas[slot];
    }

    /** RSEs with a replica of it. */
    public int[] rses(int slot) {
        return sets.members(replicas[slot]);
    }

    void replicas(int slot, int set) {
        replicas[slot] = set;
    }

    /** The next file in state finding from this slot on, or -1. */
    public int nextFinding(int slot) {
        return finding.nextSetBit(slot);
    }

    /** The next file in state notfound from this slot on, or -1. */
    int nextMissing(int slot) {
        return missing.nextSetBit(slot);
    }

    @Override
    public boolean waitsAt(int slot, int rse) {
        return states[slot] == InputFileState.UNALLOCATED.ordinal() && sets.contains(replicas[slot], rse);
    }

    @Override
    public int lastSite(int slot) {
        return sites[slot];
    }

    @Override
    public int lastRse(int slot) {
        return rses[slot];
    }
}
