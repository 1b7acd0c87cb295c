package org.muster.sandbox.rucio.replicas;

import java.util.Locale;
import org.muster.sandbox.rucio.http.RucioRefusal;

/** States of a replica, with the letters that Rucio's database and requests use. */
enum ReplicaState {
    AVAILABLE("A"),
    UNAVAILABLE("U"),
    COPYING("C"),
    BAD("B");

    private final String letter;

    ReplicaState(String letter) {
        this.letter = letter;
    }

    String letter() {
        return letter;
    }

    static ReplicaState ofLetter(String letter) {
        for (ReplicaState state : values()) {
            if (state.letter.equals(letter)) {
                return state;
            }
        }
        throw RucioRefusal.invalidObject(String.format(Locale.ROOT, "'%s' is not a replica state", letter));
    }
}
