package org.muster.benchmarks.table;

import org.muster.benchmarks.processes.Allocator;
import org.muster.benchmarks.processes.Machine;
import org.muster.benchmarks.processes.Postgres;
import org.muster.benchmarks.processes.ProcessTree;

/** Processor time of the allocator and of PostgreSQL, and what there was none of, since it was made. */
final class Cpu {
    private final ProcessTree allocator;
    private final ProcessTree postgres;
    private final long allocatorBefore;
    private final long postgresBefore;
    private final long compilerBefore;
    private final long stolenBefore = Machine.stolenMillis();
    private final long begin = System.nanoTime();

    Cpu(Allocator allocator, Postgres postgres) {
        this.allocator = allocator.tree();
        this.postgres = postgres.tree();
        this.allocatorBefore = this.allocator.cpuMillis();
        this.compilerBefore = this.allocator.compilerMillis();
        this.postgresBefore = this.postgres.cpuMillis();
    }

    double postgresMillis() {
        return postgres.cpuMillis() - postgresBefore;
    }

    /** Of the allocator's, what its JVM spent on compiling. */
    double compilerMillis() {
        return allocator.compilerMillis() - compilerBefore;
    }

    double allocatorMillis() {
        return allocator.cpuMillis() - allocatorBefore;
    }

    /** Of all processors' time, what the host gave to others although this machine wanted it. */
    double stolenPercent() {
        double available =
                (System.nanoTime() - begin) / 1e6 * Runtime.getRuntime().availableProcessors();
        return 100 * (Machine.stolenMillis() - stolenBefore) / available;
    }

    double millis() {
        return allocatorMillis() + postgresMillis();
    }
}
