package org.muster.webapp.requests;

import java.util.List;
import org.muster.domain.data.Did;
import org.muster.domain.input.InputSource;

/** Where the inputs of a sample come from, and how they are cut. */
public sealed interface SampleSource {
    /** Counters, each of which a job makes events of. */
    record Generated(long events, Cut.ByNumber cut) implements SampleSource {}

    /** Files that are there; which ones is settled once, when the sample is frozen. */
    sealed interface Stored extends SampleSource {
        Cut cut();

        /** As people read it. */
        String text();
    }

    /** Those that a catalogue finds. */
    record Catalogued(InputSource inputs, Cut cut) implements Stored {
        @Override
        public String text() {
            return inputs.toString();
        }
    }

    /** Those that the request names. */
    record Listed(List<Did> files, Cut cut) implements Stored {
        public Listed {
            files = List.copyOf(files);
        }

        @Override
        public String text() {
            return "a list of " + files.size() + " files";
        }
    }

    /** Those that a file names, which came with the request. */
    record ListFile(String name, Cut cut) implements Stored {
        @Override
        public String text() {
            return "the list " + name;
        }
    }
}
