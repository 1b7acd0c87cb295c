package org.muster.cli.text;

import java.util.ArrayList;
import java.util.List;

/** One thing with its fields, one a line. Fields without a value are left out. */
public final class Sheet {
    private final List<String[]> lines = new ArrayList<>();

    public Sheet line(String name, Object value) {
        String text = TextTable.shown(value);
        if (!text.isEmpty()) {
            lines.add(new String[] {name, text});
        }
        return this;
    }

    public String text() {
        int width = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            text.append(line[0])
                    .append(" ".repeat(width - line[0].length() + 2))
                    .append(line[1].strip().replace("\n", "\n" + " ".repeat(width + 2)))
                    .append('\n');
        }
        return text.toString();
    }
}
