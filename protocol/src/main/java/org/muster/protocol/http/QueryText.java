package org.muster.protocol.http;

import java.util.List;
import java.util.Map;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.limit.TextLimit;

/** What a parameter of an address may be, whatever it means: a line of text that people can read. */
public final class QueryText {
    /** Enough for the ids of {@link org.muster.protocol.control.AllocatorClient#MAX_IDS} outputs. */
    public static final TextLimit VALUE = TextLimit.line(0, 8_192);

    private static final TextLimit NAME = TextLimit.line(1, 100);

    private QueryText() {}

    /** One for each parameter that is none. */
    public static List<Problem> problems(Iterable<Map.Entry<String, String>> parameters) {
        Problems problems = new Problems();
        for (Map.Entry<String, String> parameter : parameters) {
            if (NAME.objection(parameter.getKey()).isPresent()) {
                NAME.check(parameter.getKey(), "the name of a parameter", problems);
            } else {
                VALUE.check(parameter.getValue(), parameter.getKey(), problems);
            }
        }
        return problems.list();
    }
}
