package org.muster.webapp.workflows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.http.Page;
import org.muster.protocol.http.PageOrder;

/**
 * How far somebody has read in the events of workflows and in those of the allocator, each in the order of its ids.
 *
 * @param ours id of the last event of a workflow that was shown; 0 before the first
 * @param allocators of the last one of the allocator
 */
record EventsCursor(long ours, long allocators) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /** What the page before gave as next; nothing or 0 for the first. */
    static EventsCursor parse(String text) {
        if (text.isEmpty() || text.equals("0")) {
            return new EventsCursor(0, 0);
        }
        Matcher numbers = TEXT.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("after is what the page before gave as next, not '" + text + "'");
        }
        return new EventsCursor(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
    }

    /**
     * One page of both, by time, from where this stands.
     *
     * @param own one more than the limit if there are more than that
     * @param order in which both come
     */
    Page<EventRow> merge(List<EventRow> own, Page<EventRow> theirs, PageOrder order, int limit) {
        List<EventRow> shown = new ArrayList<>();
        int i = 0;
        int j = 0;
        boolean allOfTheirs = theirs.next().isEmpty();
        while (shown.size() < limit && (j < theirs.rows().size() || (allOfTheirs && i < own.size()))) {
            boolean ownNext = j == theirs.rows().size()
                    || (i < own.size() && first(order, own.get(i), theirs.rows().get(j)));
            shown.add(ownNext ? own.get(i++) : theirs.rows().get(j++));
        }
        boolean more = i < own.size() || j < theirs.rows().size() || !allOfTheirs;
        EventsCursor next = new EventsCursor(i == 0 ? ours : -own.get(i - 1).eventId(), theirs(theirs, j));
        return new Page<>(shown, more ? Optional.of(next.toString()) : Optional.empty());
    }

    private static boolean first(PageOrder order, EventRow own, EventRow their) {
        return order == PageOrder.OLDEST
                ? !own.time().isAfter(their.time())
                : own.time().isAfter(their.time());
    }

    /** The allocator may have looked further than to the last event that it found. */
    private long theirs(Page<EventRow> page, int shown) {
        if (shown == page.rows().size() && page.next().isPresent()) {
            return Long.parseLong(page.next().get());
        }
        return shown == 0 ? allocators : page.rows().get(shown - 1).eventId();
    }

    @Override
    public String toString() {
        return ours + "-" + allocators;
    }
}
