package org.muster.launcher.supervision;

import java.util.Locale;

/** How a supervised program is. */
public enum ChildState {
    /** What it needs is not there yet. */
    WAITING,
    STARTING,
    HEALTHY,
    /** It was healthy, its process lives, but it does not answer now. */
    NOT_ANSWERING,
    /** It died and will be started again. */
    RESTARTING,
    /** It died too often and is left alone. */
    GAVE_UP,
    STOPPED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
