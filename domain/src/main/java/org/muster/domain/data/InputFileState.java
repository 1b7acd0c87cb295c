package org.muster.domain.data;

import static org.muster.domain.data.InputFileTrigger.ALLOCATE;
import static org.muster.domain.data.InputFileTrigger.CONFIRM;
import static org.muster.domain.data.InputFileTrigger.EXHAUST;
import static org.muster.domain.data.InputFileTrigger.FAIL;
import static org.muster.domain.data.InputFileTrigger.FIND;
import static org.muster.domain.data.InputFileTrigger.GIVE_BACK;
import static org.muster.domain.data.InputFileTrigger.LOSE_REPLICAS;
import static org.muster.domain.data.InputFileTrigger.MISS;
import static org.muster.domain.data.InputFileTrigger.RECORD;

import java.util.Locale;
import org.muster.domain.lifecycle.Transitions;

/** State of one input file of one stage, with justIN's names. The allocation ledger moves it; nothing else does. */
public enum InputFileState {
    FINDING,
    UNALLOCATED,
    ALLOCATED,
    OUTPUTTING,
    PROCESSED,
    NOTFOUND,
    FAILED;

    public static final Transitions<InputFileState, InputFileTrigger> TRANSITIONS =
            Transitions.<InputFileState, InputFileTrigger>table()
                    .move(FINDING, FIND, UNALLOCATED)
                    .move(FINDING, MISS, NOTFOUND)
                    .move(FINDING, FAIL, FAILED)
                    .move(NOTFOUND, FIND, UNALLOCATED)
                    .move(UNALLOCATED, ALLOCATE, ALLOCATED)
                    .move(UNALLOCATED, LOSE_REPLICAS, FINDING)
                    .move(UNALLOCATED, FAIL, FAILED)
                    .move(ALLOCATED, RECORD, OUTPUTTING)
                    .move(ALLOCATED, GIVE_BACK, UNALLOCATED)
                    .move(ALLOCATED, EXHAUST, FAILED)
                    .move(ALLOCATED, FAIL, FAILED)
                    .move(OUTPUTTING, CONFIRM, PROCESSED)
                    .move(OUTPUTTING, GIVE_BACK, UNALLOCATED)
                    .move(OUTPUTTING, EXHAUST, FAILED)
                    .move(OUTPUTTING, FAIL, FAILED)
                    .build();

    /** A workflow need not wait for it. One that was not found may be found while the workflow has other things to do. */
    public boolean terminal() {
        return this == PROCESSED || this == NOTFOUND || this == FAILED;
    }

    /** A job holds it. */
    public boolean live() {
        return this == ALLOCATED || this == OUTPUTTING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
