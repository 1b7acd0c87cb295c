package org.muster.webapp.requests;

import java.util.List;
import org.muster.domain.data.Did;

/** A list of files that came with a request: one name a line; lines that are blank, or begin with #, say nothing. */
public final class FileList {
    private FileList() {}

    /** One for each line, empty where it says nothing. */
    static List<String> lines(String list) {
        return list.lines()
                .map(line -> line.startsWith("#") ? "" : line.strip())
                .toList();
    }

    /** Of a list that was looked at. */
    public static List<Did> dids(String list) {
        return lines(list).stream()
                .filter(line -> !line.isEmpty())
                .map(Did::parse)
                .toList();
    }
}
