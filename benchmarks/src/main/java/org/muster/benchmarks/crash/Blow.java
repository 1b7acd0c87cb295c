package org.muster.benchmarks.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is done to the platform while pilots work. */
enum Blow {
    /** SIGKILL: the standby leads. */
    KILL_LEADER,
    /** SIGSTOP until the standby leads, then SIGCONT: the old leader must not commit what it had decided. */
    PAUSE_LEADER,
    /** SIGKILL of every PostgreSQL process: both allocators wait until it is back. */
    KILL_POSTGRES;

    /** So many, every kind as often as the others, in an order that the random numbers decide. */
    static List<Blow> sequence(int count, Random random) {
        List<Blow> sequence = new ArrayList<>();
        while (sequence.size() < count) {
            List<Blow> each = new ArrayList<>(List.of(values()));
            Collections.shuffle(each, random);
            sequence.addAll(each);
        }
        return List.copyOf(sequence.subList(0, count));
    }
}
