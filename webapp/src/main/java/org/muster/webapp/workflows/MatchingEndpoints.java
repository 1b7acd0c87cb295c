package org.muster.webapp.workflows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.muster.domain.failure.Problem;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.Supposition;
import org.muster.protocol.control.WhatIf;
import org.muster.protocol.control.WhyNot;
import org.muster.webapp.http.RefusedRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why files do not go to jobs, and what would happen if something were changed; the allocator answers. */
@RestController
@RequestMapping("/api")
class MatchingEndpoints {
    private static final List<String> SUPPOSABLE =
            List.of("max_distance", "sites", "priority", "down", "processors", "rss_mib", "wall_seconds");
    private static final long BYTES_PER_MIB = 1024L * 1024;
    private static final String NUMBER = "a whole number from 1";

    private final AllocatorClient allocator;

    MatchingEndpoints(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @GetMapping("/why-not")
    List<WhyNot> whyNot(@RequestParam Map<String, String> asked) {
        return allocator.whyNot(asked);
    }

    @GetMapping("/stages/{stage}/what-if")
    List<WhatIf> whatIf(@PathVariable String stage, @RequestParam Map<String, String> supposed) {
        return allocator.whatIf(StageRef.parse(stage), supposition(supposed));
    }

    private static Supposition supposition(Map<String, String> supposed) {
        List<Problem> problems = new ArrayList<>();
        supposed.keySet().stream()
                .filter(name -> !SUPPOSABLE.contains(name))
                .sorted()
                .forEach(name -> problems.add(
                        Problem.at(name, "cannot be supposed", "suppose any of " + String.join(", ", SUPPOSABLE))));
        Optional<Distance> distance = read(
                supposed,
                "max_distance",
                text -> new Distance(Integer.parseInt(text)),
                "a number from 0 to 101",
                problems);
        Optional<Integer> priority = read(
                supposed,
                "priority",
                MatchingEndpoints::priority,
                "a number from " + WorkflowLimits.PRIORITY,
                problems);
        Optional<List<SiteName>> sites =
                read(supposed, "sites", MatchingEndpoints::sites, "site names with commas between them", problems);
        Optional<List<SiteName>> down =
                read(supposed, "down", MatchingEndpoints::sites, "site names with commas between them", problems);
        Optional<Integer> processors = read(supposed, "processors", MatchingEndpoints::positive, NUMBER, problems);
        Optional<Integer> memory = read(supposed, "rss_mib", MatchingEndpoints::positive, NUMBER, problems);
        Optional<Integer> wall = read(supposed, "wall_seconds", MatchingEndpoints::positive, NUMBER, problems);
        if (!problems.isEmpty()) {
            throw RefusedRequest.invalid("This cannot be supposed.", problems);
        }
        return new Supposition(
                distance,
                sites,
                priority,
                down.orElse(List.of()),
                processors,
                memory.map(mib -> mib * BYTES_PER_MIB),
                wall);
    }

    private static <T> Optional<T> read(
            Map<String, String> supposed,
            String name,
            Function<String, T> reader,
            String form,
            List<Problem> problems) {
        String text = supposed.getOrDefault(name, "");
        if (text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text.strip()));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.at(name, "is '" + text + "'", "give " + form));
            return Optional.empty();
        }
    }

    private static int priority(String text) {
        int number = Integer.parseInt(text);
        if (!WorkflowLimits.PRIORITY.holds(number)) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static List<SiteName> sites(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(SiteName::new)
                .toList();
    }
}
