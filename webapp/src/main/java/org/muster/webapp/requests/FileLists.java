package org.muster.webapp.requests;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.data.Did;

/** The lists of files that come with a request, one name a line. */
interface FileLists {
    /** Lines with a problem that are told; the others are counted. */
    int MAX_TOLD = 50;

    /** Notes at {@code key} of the sample what is wrong with the list that it names. */
    void check(Section sample, String key, String name);

    /** Of a request that was filed: its lists were looked at then. */
    static FileLists filed() {
        return (sample, key, name) -> {};
    }

    static FileLists given(Map<String, String> lists) {
        return (sample, key, name) -> {
            if (name.isEmpty()) {
                return;
            }
            String list = lists.get(name);
            if (list == null) {
                sample.problem(key, "names " + name + ", which was not sent along", "put the file beside the request");
                return;
            }
            Optional<String> unfit = RequestLimits.FILE_LIST.objection(list);
            if (unfit.isPresent()) {
                sample.problem(key, name + " " + unfit.get(), "a list has " + RequestLimits.FILE_LIST);
            } else {
                lines(sample, key, name, FileList.lines(list));
            }
        };
    }

    private static void lines(Section sample, String key, String name, List<String> lines) {
        Set<String> names = new HashSet<>();
        int wrong = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Optional<String> problem = line.isEmpty() ? Optional.empty() : objection(line, names);
            if (problem.isPresent() && ++wrong <= MAX_TOLD) {
                sample.problem(key, name + ", line " + (i + 1) + ": " + problem.get(), "write each scope:name once");
            }
        }
        if (wrong > MAX_TOLD) {
            sample.problem(key, name + " has " + wrong + " such lines in all", "write each scope:name once");
        }
        if (names.isEmpty() && wrong == 0) {
            sample.problem(key, name + " names no file", "write scope:name lines");
        } else if (!RequestLimits.SAMPLE_FILES.holds(names.size()) && wrong == 0) {
            sample.problem(key, name + " names " + names.size() + " files", "name " + RequestLimits.SAMPLE_FILES);
        }
    }

    private static Optional<String> objection(String line, Set<String> names) {
        try {
            Did.parse(line);
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        return names.add(line) ? Optional.empty() : Optional.of(line + " is there twice");
    }
}
