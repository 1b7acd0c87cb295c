package org.muster.webapp.requests;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.data.FilePattern;
import org.muster.domain.data.OutputDataset;
import org.muster.domain.workflow.StageVariables;
import org.muster.domain.workflow.VariableName;
import org.muster.protocol.control.StageOrder;

/** How the names in a request look; they become names of datasets, files and environment variables. */
final class Names {
    private static final Pattern CAMPAIGN = Pattern.compile("[a-z0-9][a-z0-9-]{2,62}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
    private static final Pattern DATASET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{2,149}");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final String ENVIRONMENT = "environment";

    /** Stands for the one that the platform will choose. */
    private static final String ANY_SCOPE = "scope";

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
        if (DATASET.matcher(name).matches()) {
            try {
                OutputDataset.parse(name, ANY_SCOPE);
            } catch (IllegalArgumentException e) {
                section.problem(key, "cannot be \"" + name + "\"", String.valueOf(e.getMessage()));
            }
        }
    }

    static void files(Section section, String key, String pattern) {
        if (!pattern.isEmpty()) {
            FilePattern.objection(pattern)
                    .ifPresent(what -> section.problem(key, "\"" + pattern + "\" " + what, FilePattern.FORM));
        }
    }

    static void repository(Section section, String key, String name) {
        matches(section, key, name, REPOSITORY, "the name or address of an official repository");
    }

    static void group(Section section, String key, String name) {
        if (!StageOrder.isGroup(name)) {
            section.problem(
                    key, "cannot be \"" + name + "\"", "a group as tokens name it, such as /experiment/production");
        }
    }

    static void tag(Section section, String key, String tag) {
        matches(section, key, tag, TAG, "a tag such as v1.0.0");
        if (BRANCHES.contains(tag.toLowerCase(Locale.ROOT))) {
            section.problem(key, "is a branch, whose content changes", "write a tag such as v1.0.0");
        }
    }

    /** Variables for jobscripts, each of a name and with a value that can be one. */
    static Map<String, String> environment(Section section) {
        Map<String, String> environment = section.map(ENVIRONMENT);
        if (!RequestLimits.VARIABLES.holds(environment.size())) {
            section.problem(
                    ENVIRONMENT, "has " + environment.size() + " variables", RequestLimits.VARIABLES + " of them");
        }
        environment.forEach((name, value) -> variable(section, name, value));
        return environment;
    }

    private static void variable(Section section, String name, String value) {
        if (!VariableName.isOne(name)) {
            section.problem(ENVIRONMENT, name + " is no name of an environment variable", VariableName.FORM);
        } else if (RESERVED.contains(name) || VariableName.isPlatforms(name)) {
            section.problem(ENVIRONMENT, name + " is set by the platform", "leave it out");
        }
        StageVariables variables = StageVariables.longest(1, ANY_SCOPE);
        variables
                .unknown(value)
                .forEach(unknown -> section.problem(
                        ENVIRONMENT,
                        name + " has $" + unknown + ", which is not filled in",
                        "one of " + String.join(", ", variables.known())));
    }

    private static void matches(Section section, String key, String name, Pattern pattern, String form) {
        if (!name.isEmpty() && !pattern.matcher(name).matches()) {
            section.problem(key, "cannot be \"" + name + "\"", form);
        }
    }
}
