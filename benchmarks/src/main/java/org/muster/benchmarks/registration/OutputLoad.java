package org.muster.benchmarks.registration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Workflows that wait for the catalogues with so many outputs each. */
public record OutputLoad(int workflows, int outputsEach) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,6})");

    /** @param text such as {@code 100x50} */
    static OutputLoad parse(String text) {
        Matcher numbers = FORM.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("a load is WORKFLOWSxOUTPUTS, such as 100x50, not " + text);
        }
        return new OutputLoad(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
    }

    int outputs() {
        return workflows * outputsEach;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d x %,d", workflows, outputsEach);
    }
}
