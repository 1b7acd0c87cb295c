package org.muster.webapp.dashboard;

import java.util.List;
import java.util.stream.Stream;

/**
 * One field of a filter form.
 *
 * @param choices what can be chosen; any text if there are none
 */
record Field(String name, String label, String value, List<Choice> choices) {
    /** One thing to choose: what is sent and what is shown. */
    record Choice(String value, String label) {}

    static Field text(String name, String label, Address address) {
        return new Field(name, label, address.filter(name), List.of());
    }

    static Field choice(String name, String label, Address address, Stream<Choice> choices) {
        return new Field(name, label, address.filter(name), choices.toList());
    }

    static Field choice(String name, String label, Address address, Object... values) {
        return choice(name, label, address, Stream.of(values).map(value -> new Choice(value.toString(), shown(value))));
    }

    private static String shown(Object value) {
        return value.toString().replace('_', ' ');
    }
}
