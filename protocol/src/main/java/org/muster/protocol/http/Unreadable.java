package org.muster.protocol.http;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;

/** Where and why a value of a body could not be read, without the words of the library that reads it. */
public final class Unreadable {
    private static final Pattern MISSING = Pattern.compile("creator property '([^']+)'");

    /** What our own values say about a text they do not take stands behind the text. */
    private static final Pattern OWN_WORDS = Pattern.compile("\": ([^`()]+)$");

    /** Bytes of a body that is looked through for more than what was met first. */
    static final int MAX_SEARCHED = 1024 * 1024;

    private Unreadable() {}

    /** @param fix where to read what is expected */
    public static Problem problem(JsonMappingException unreadable, String fix) {
        return problem(unreadable, "", fix);
    }

    static Problem problem(JsonMappingException unreadable, String within, String fix) {
        return unreadable instanceof UnfitText
                ? Problem.at(path(unreadable, within), unreadable.getOriginalMessage(), "leave it out")
                : Problem.at(path(unreadable, within), why(unreadable), fix);
    }

    /**
     * Everything of a body that does not fit, at most {@value Misfits#MAX} things; of a body larger than
     * {@value #MAX_SEARCHED} bytes what was met first.
     *
     * @param met what the mapper stopped at
     */
    public static List<Problem> problems(
            ObjectMapper mapper, byte[] body, Type type, JsonMappingException met, String fix) {
        List<Problem> first = List.of(problem(met, fix));
        if (body.length > MAX_SEARCHED) {
            return first;
        }
        try {
            Problems all = new Misfits(mapper, fix).in(mapper.readTree(body), mapper.constructType(type));
            return all.none() ? first : all.list();
        } catch (IOException e) {
            return first;
        }
    }

    /** As people write it: {@code stages[0].outputs[1].name}. */
    private static String path(JsonMappingException unreadable, String within) {
        String path = within;
        for (JsonMappingException.Reference step : unreadable.getPath()) {
            path = step.getFieldName() == null ? path + "[" + step.getIndex() + "]" : step(path, step.getFieldName());
        }
        return path;
    }

    static String step(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String why(JsonMappingException unreadable) {
        String said = String.valueOf(unreadable.getOriginalMessage());
        Matcher missing = MISSING.matcher(said);
        if (missing.find()) {
            return "'" + missing.group(1) + "' is missing";
        }
        if (unreadable.getCause() instanceof StreamConstraintsException) {
            return "it is too deep, or a number or name in it too long";
        }
        if (unreadable instanceof ValueInstantiationException made
                && made.getType() != null
                && made.getType().isEnumType()) {
            return "it is not one of " + names(made.getType().getRawClass());
        }
        if (unreadable instanceof ValueInstantiationException
                && unreadable.getCause() instanceof IllegalArgumentException own) {
            return String.valueOf(own.getMessage());
        }
        if (unreadable instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return wanted(mismatch.getTargetType(), said);
        }
        return "it is not as described";
    }

    private static String wanted(Class<?> type, String said) {
        if (type.isEnum()) {
            return "it is not one of " + names(type);
        }
        Matcher own = OWN_WORDS.matcher(said);
        if (type.getName().startsWith("org.muster.") && own.find()) {
            return own.group(1);
        }
        return "it is not " + kind(type);
    }

    private static List<String> names(Class<?> constants) {
        Object @Nullable [] all = constants.getEnumConstants();
        return all == null
                ? List.of()
                : List.of(all).stream()
                        .map(each -> each.toString().toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static String kind(Class<?> type) {
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
            return "a number of this size";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a time such as 2026-11-29T12:00:00Z";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "a value of this kind";
    }
}
