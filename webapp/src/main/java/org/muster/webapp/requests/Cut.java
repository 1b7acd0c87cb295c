package org.muster.webapp.requests;

import org.muster.domain.campaign.RequestLimits;

/** How a sample is cut into slices, each of which is the input of one workflow. */
public sealed interface Cut {
    /** Looks at nothing but how many inputs there are. */
    sealed interface ByNumber extends Cut {
        /**
         * Inputs of one slice.
         *
         * @param number of the slice, from 0
         * @param all inputs of all slices
         * @param left inputs that no slice before it has
         */
        long inputs(long number, long all, long left);

        /** How many slices it comes to. */
        long slices(long all);

        /** Inputs of the largest of them. */
        default long largest(long all) {
            return inputs(0, all, all);
        }
    }

    /** So many inputs each, and what is left in the last one. */
    record Files(long each) implements ByNumber {
        @Override
        public long inputs(long number, long all, long left) {
            return Math.min(each, left);
        }

        @Override
        public long slices(long all) {
            return (all + each - 1) / each;
        }
    }

    /** So many slices, of which none has more than one input more than another; fewer if there are fewer inputs. */
    record Count(long slices) implements ByNumber {
        @Override
        public long inputs(long number, long all, long left) {
            return all / slices + (number < all % slices ? 1 : 0);
        }

        @Override
        public long slices(long all) {
            return Math.min(slices, all);
        }
    }

    /** As many files as hold no more than so many events. */
    record Events(long most) implements Cut {}

    /** As many files as have no more than so many bytes. */
    record Bytes(long most) implements Cut {}

    /** The files of one run each. */
    record Runs() implements Cut {}

    /** Of a sample that says nothing: slices as large as they may be. */
    static Cut.ByNumber largest() {
        return new Files(RequestLimits.SLICE_FILES.most());
    }
}
