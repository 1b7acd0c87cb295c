package org.muster.benchmarks.table;

/** Parts of the table. */
enum Measurement {
    START,
    FILES,
    PACE,
    LIVES,
    RANKS,
    INTAKE,
    STRANGERS,
    BASELINE
}
