package org.muster.webapp.requests;

import java.util.Set;
import java.util.regex.Pattern;
import org.muster.protocol.control.StageOrder;

/** How the names in a request look; they become names of datasets, files and environment variables. */
final class Names {
    private static final Pattern CAMPAIGN = Pattern.compile("[a-z0-9][a-z0-9-]{2,62}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Pattern DATASET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{2,149}");
    private static final Pattern FILES = Pattern.compile("[A-Za-z0-9._*?\\[\\]-]{2,100}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Names that move; what they point at tomorrow is not what was tested today. */
    private static final Set<String> BRANCHES =
            Set.of("main", "master", "develop", "development", "dev", "trunk", "head", "latest", "default");

    /** Set from the plan for every stage. */
    private static final Set<String> RESERVED =
            Set.of("SAMPLE", "EVENTS_PER_JOB", "COUNTER_OFFSET", "FILES_PER_JOB", "PATH", "HOME");

    private Names() {}

    static void campaign(Section section, String key, String name) {
        matches(section, key, name, CAMPAIGN, "3 to 63 of a-z, 0-9 and -, beginning with a letter or digit");
    }

    static void word(Section section, String key, String name) {
        matches(section, key, name, WORD, "up to 40 of a-z, 0-9, _ and -, beginning with a letter or digit");
    }

    static void dataset(Section section, String key, String name) {
        matches(section, key, name, DATASET, "3 to 150 letters, digits, dots, _ and -");
    }

    static void files(Section section, String key, String pattern) {
        matches(section, key, pattern, FILES, "a file name with * and ?, without blanks and slashes");
    }

    static void repository(Section section, String key, String name) {
        matches(section, key, name, REPOSITORY, "the name or address of an official repository");
    }

    static void group(Section section, String key, String name) {
        if (!name.isEmpty() && !StageOrder.isGroup(name)) {
            section.problem(
                    key, "cannot be \"" + name + "\"", "a group as tokens name it, such as /experiment/production");
        }
    }

    static void tag(Section section, String key, String tag) {
        matches(section, key, tag, TAG, "a tag such as v1.0.0");
        if (BRANCHES.contains(tag.toLowerCase(java.util.Locale.ROOT))) {
            section.problem(key, "is a branch, whose content changes", "write a tag such as v1.0.0");
        }
    }

    static void variable(Section section, String key, String name) {
        if (!name.isEmpty() && !VARIABLE.matcher(name).matches()) {
            section.problem(key, name + " is no name of an environment variable", "use letters, digits and _");
        } else if (RESERVED.contains(name) || name.startsWith("JUSTIN_") || name.startsWith("MUSTER_")) {
            section.problem(key, name + " is set by the platform", "leave it out");
        }
    }

    private static void matches(Section section, String key, String name, Pattern pattern, String form) {
        if (!name.isEmpty() && !pattern.matcher(name).matches()) {
            section.problem(key, "cannot be \"" + name + "\"", form);
        }
    }
}
