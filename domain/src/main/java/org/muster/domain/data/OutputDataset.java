package org.muster.domain.data;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The dataset that an output pattern names: {@code NAME} in the workflow's own scope, or {@code SCOPE:NAME}. Its outputs also go
 * into numbered datasets of 1000 files each, so the name leaves room for their numbers.
 */
public record OutputDataset(Did did) {
    private static final Pattern NUMBERED = Pattern.compile("(.+?)n[0-9]{3,}$");

    /** {@code n} and the number: ten thousand million files. */
    private static final int NUMBER = 8;

    public static final int MAX_NAME = Did.MAX_NAME - NUMBER;

    /** Rucio reads such an ending as one of its own addresses. */
    private static final List<String> RESERVED =
            List.of("files", "dids", "meta", "rules", "parents", "status", "follow", "associated_rules");

    public OutputDataset {
        String name = did.name();
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException(
                    "a dataset of outputs has a name of at most " + MAX_NAME + " characters, not " + name.length());
        }
        if (name.endsWith("/") || name.contains("//") || RESERVED.contains(name.substring(name.lastIndexOf('/') + 1))) {
            throw new IllegalArgumentException("a dataset's name does not end in / or in one of " + RESERVED
                    + " and has no //, not '" + name + "'");
        }
    }

    /**
     * @param scope the workflow's own
     * @throws IllegalArgumentException in words for the one who wrote it
     */
    public static OutputDataset parse(String text, String scope) {
        return new OutputDataset(text.contains(":") ? Did.parse(text) : new Did(scope, text));
    }

    /** The dataset that a numbered one is a part of; another name is its own. */
    public static Did withoutNumber(Did dataset) {
        return new Did(dataset.scope(), NUMBERED.matcher(dataset.name()).replaceFirst("$1"));
    }

    /** One of those with 1000 files at most, so that a rule on it stays small. */
    public Did numbered(int number) {
        return new Did(did.scope(), did.name() + String.format(Locale.ROOT, "n%03d", number));
    }
}
