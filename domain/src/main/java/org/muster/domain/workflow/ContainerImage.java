package org.muster.domain.workflow;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a container image may be called: a name, a path on CVMFS, or an address in a registry. */
public final class ContainerImage {
    private static final Pattern FORM =
            Pattern.compile("(?:[a-z]+://)?/?[A-Za-z0-9_][A-Za-z0-9._:@+-]*(?:/[A-Za-z0-9_.][A-Za-z0-9._:@+-]*)*");

    private ContainerImage() {}

    /** To be read after the field's name; an empty name is no image, and has nothing against it. */
    public static Optional<String> objection(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        boolean leavesItsPlace = Arrays.stream(name.split("/", -1)).anyMatch(part -> part.matches("\\.+"));
        return WorkflowLimits.IMAGE
                .objection(name)
                .or(() -> FORM.matcher(name).matches() && !leavesItsPlace
                        ? Optional.empty()
                        : Optional.of("is no name of a container image"));
    }
}
