package org.muster.allocator.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.muster.domain.failure.Problems;

/** Finds the fields that a body should have had: JSON leaves out what Java must not. */
final class Wholeness {
    private Wholeness() {}

    static Problems of(Object body) {
        Problems problems = new Problems();
        check(body, "", problems);
        return problems;
    }

    private static void check(@Nullable Object value, String path, Problems problems) {
        if (value == null) {
            problems.add(path, "is missing", "give it a value");
        } else if (value instanceof String text && text.codePoints().anyMatch(Wholeness::unstorable)) {
            problems.add(path, "has a character that no text may have", "leave it out");
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(list.get(i), path + "[" + i + "]", problems);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> check(entry, path + "." + key, problems));
        } else if (value instanceof Record whole && value.getClass().getName().contains(".control.")) {
            for (RecordComponent component : whole.getClass().getRecordComponents()) {
                check(
                        read(whole, component),
                        path + (path.isEmpty() ? "" : ".") + snake(component.getName()),
                        problems);
            }
        }
    }

    private static boolean unstorable(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static @Nullable Object read(Record whole, RecordComponent component) {
        try {
            return component.getAccessor().invoke(whole);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a public record's accessor is always callable", e);
        }
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
