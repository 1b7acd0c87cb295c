package org.muster.webapp.orchestration;

import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.task.Task;

/**
 * A place in the list of tasks, which is by time and then by id; ids are UUIDs, which a database and Java sort alike.
 *
 * @param time milliseconds since 1970
 */
@SuppressWarnings("JavaUtilDate") // the engine's own
record TaskPlace(long time, String id) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})-([A-Za-z0-9-]{1,64})");
    private static final TaskPlace FIRST = new TaskPlace(0, "");

    /** What the page before gave as next; nothing or 0 for the first. */
    static TaskPlace parse(String text) {
        if (text.isEmpty() || text.equals("0")) {
            return FIRST;
        }
        Matcher place = TEXT.matcher(text);
        if (!place.matches()) {
            throw new IllegalArgumentException("after is what the page before gave as next, not '" + text + "'");
        }
        return new TaskPlace(Long.parseLong(place.group(1)), place.group(2));
    }

    static TaskPlace of(Task task) {
        return new TaskPlace(task.getCreateTime().getTime(), task.getId());
    }

    /** All that comes later was made after this. */
    Date justBefore() {
        return new Date(time - 1);
    }

    boolean isBefore(Task task) {
        long other = task.getCreateTime().getTime();
        return time < other || (time == other && id.compareTo(task.getId()) < 0);
    }

    @Override
    public String toString() {
        return time + "-" + id;
    }
}
