package org.muster.catalogue.registration;

import java.util.regex.Pattern;

/**
 * The keys of MetaCat's metadata that are ours to write. MetaCat wants a category before the dot, and experiments have rules for
 * theirs: it is configured.
 *
 * @param category such as {@code muster}
 */
public record MetadataKeys(String category) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    /** For an experiment that says nothing. */
    public static final MetadataKeys OURS = new MetadataKeys("muster");

    public MetadataKeys {
        if (!FORM.matcher(category).matches()) {
            throw new IllegalArgumentException(
                    "a category of metadata has up to 32 lower-case letters, digits and '_', not '" + category + "'");
        }
    }

    /** Where a file or dataset comes from. */
    public String workflow() {
        return category + ".workflow";
    }

    /** What became of an output. */
    public String status() {
        return category + ".output_status";
    }

    /** The name of the campaign. */
    public String campaign() {
        return category + ".campaign";
    }
}
