package org.muster.domain.lifecycle;

/** One legal edge of a state machine. */
public record Transition<S extends Enum<S>, T extends Enum<T>>(S from, T trigger, S to) {
    @Override
    public String toString() {
        return from + " --" + trigger + "--> " + to;
    }
}
