package org.muster.benchmarks.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What everything has cost so far.
 *
 * @param cpuMillis of each process
 * @param calls of the catalogues, by what was asked
 */
record Spending(Map<String, Long> cpuMillis, Map<String, Long> calls) {
    static final String POSTGRES = "PostgreSQL";

    /** As the agents publish it. The order of the labels is Micrometer's. */
    private static final Pattern CALLS = Pattern.compile(
            "^muster_catalogue_calls_seconds_count\\{call=\"([^\"]*)\",outcome=\"([^\"]*)\",system=\"([^\"]*)\"} (\\S+)$",
            Pattern.MULTILINE);

    static Spending of(RegistrarPlatform platform) {
        return new Spending(cpu(platform), calls(platform.agents.get("/actuator/prometheus")));
    }

    /** These calls, which agents that stand still do not tell, and what all have used by now. */
    Spending withCpuOf(RegistrarPlatform platform) {
        return new Spending(cpu(platform), calls);
    }

    private static Map<String, Long> cpu(RegistrarPlatform platform) {
        Map<String, Long> cpu = new LinkedHashMap<>();
        cpu.put("agents", platform.agents.tree().cpuMillis());
        cpu.put("allocator", platform.allocator.tree().cpuMillis());
        cpu.put("sandbox", platform.sandbox.tree().cpuMillis());
        cpu.put(POSTGRES, platform.postgres.tree().cpuMillis());
        cpu.put("- of it for the ledger", ofDatabase(platform, RegistrarPlatform.LEDGER));
        cpu.put("- of it for the sandbox", ofDatabase(platform, RegistrarPlatform.CATALOGUES));
        return cpu;
    }

    private static long ofDatabase(RegistrarPlatform platform, String database) {
        return platform.postgres.tree().childrenMillis(" " + database + " ");
    }

    static Map<String, Long> calls(String published) {
        Map<String, Long> calls = new TreeMap<>();
        Matcher line = CALLS.matcher(published);
        while (line.find()) {
            calls.merge(line.group(3) + " " + line.group(1), Math.round(Double.parseDouble(line.group(4))), Long::sum);
        }
        return calls;
    }

    Spending since(Spending before) {
        return new Spending(less(cpuMillis, before.cpuMillis), less(calls, before.calls));
    }

    private static Map<String, Long> less(Map<String, Long> now, Map<String, Long> before) {
        Map<String, Long> less = new LinkedHashMap<>();
        now.forEach((what, much) -> less.put(what, much - before.getOrDefault(what, 0L)));
        return less;
    }
}
