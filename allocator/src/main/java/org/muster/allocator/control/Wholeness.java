package org.muster.allocator.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.domain.failure.Problems;
import org.muster.domain.limit.Characters;

/**
 * Finds the fields that a body should have had: JSON leaves out what Java must not. Jackson's own check of creators ends at the
 * first; whoever sends a body is told of all, and where each is.
 */
final class Wholeness {
    private record Part(String name, Method accessor) {}

    /** A body may have tens of thousands of records. */
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> new Part(snake(component.getName()), component.getAccessor()))
                    .toList();
        }
    };

    private Wholeness() {}

    static Problems of(Object body) {
        Problems problems = new Problems();
        check(body, "", problems);
        return problems;
    }

    private static void check(@Nullable Object value, String path, Problems problems) {
        if (value == null) {
            problems.add(path, "is missing", "give it a value");
        } else if (value instanceof String text && Characters.unstorable(text).isPresent()) {
            problems.add(path, "has a character that no text may have", "leave it out");
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(list.get(i), path + "[" + i + "]", problems);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> check(entry, path + "." + key, problems));
        } else if (value instanceof Record whole && value.getClass().getName().contains(".control.")) {
            for (Part part : PARTS.get(whole.getClass())) {
                Object field = read(whole, part.accessor());
                if (!(field instanceof Number)) {
                    check(field, path + (path.isEmpty() ? "" : ".") + part.name(), problems);
                }
            }
        }
    }

    private static @Nullable Object read(Record whole, Method accessor) {
        try {
            return accessor.invoke(whole);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a public record's accessor is always callable", e);
        }
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
