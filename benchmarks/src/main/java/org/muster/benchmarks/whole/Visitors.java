package org.muster.benchmarks.whole;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.launcher.credentials.Credentials;
import org.muster.launcher.demo.Actor;

/** People who look at one thing after the other, as fast as people do. */
final class Visitors {
    /** Between two looks of one of them, on average. */
    private static final Duration READS = Duration.ofSeconds(3);

    private static final int ALONE = 5;
    private static final int OK = 200;
    /** Only says who waits for how long: the same every time. */
    private static final int SEED = 20_261_130;

    private final List<Browser> browsers = new ArrayList<>();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();

    /** The platform's people, each with several browsers if there are more visitors than people. */
    Visitors(WholePlatform platform, int people) {
        List<Actor> actors = platform.users().stream()
                .map(Credentials.User::name)
                .map(platform::person)
                .toList();
        for (int number = 0; number < people; number++) {
            browsers.add(Browser.signedIn(platform, actors.get(number % actors.size())));
        }
    }

    /** What became of all looks at one page. */
    static final class Seen {
        private final Latencies latencies = new Latencies();
        private final AtomicLong bytes = new AtomicLong();

        Latencies latencies() {
            return latencies;
        }

        /** The most that came. */
        long bytes() {
            return bytes.get();
        }
    }

    /** Answers that were none, by what was asked: how often. */
    Map<String, Integer> errors() {
        return Map.copyOf(errors);
    }

    /** One person, each page a few times. */
    Map<Visit, Seen> alone(List<Visit> visits) {
        Map<Visit, Seen> seen = empty(visits);
        for (int look = 0; look < ALONE; look++) {
            visits.forEach(visit -> look(browsers.get(0), visit, seen));
        }
        return seen;
    }

    Seen once(Visit visit) {
        Map<Visit, Seen> seen = empty(List.of(visit));
        look(browsers.get(0), visit, seen);
        return seen.getOrDefault(visit, new Seen());
    }

    /** All at once, for so long. Each begins at another page. */
    Map<Visit, Seen> together(List<Visit> visits, Duration time) {
        Map<Visit, Seen> seen = empty(visits);
        long end = System.nanoTime() + time.toNanos();
        AtOnce.run(browsers.size(), number -> {
            Random chance = new Random(SEED + number);
            int next = number * visits.size() / browsers.size();
            while (System.nanoTime() < end) {
                Patient.sleep(READS.multipliedBy(chance.nextInt(2_000)).dividedBy(1_000));
                look(browsers.get(number), visits.get(next % visits.size()), seen);
                next++;
            }
        });
        return seen;
    }

    private static Map<Visit, Seen> empty(List<Visit> visits) {
        Map<Visit, Seen> seen = new LinkedHashMap<>();
        visits.forEach(visit -> seen.put(visit, new Seen()));
        return seen;
    }

    private void look(Browser browser, Visit visit, Map<Visit, Seen> all) {
        Seen seen = all.getOrDefault(visit, new Seen());
        long begin = System.nanoTime();
        try {
            Browser.Seen answer = browser.look(visit.path());
            seen.latencies.took(System.nanoTime() - begin);
            seen.bytes.accumulateAndGet(answer.bytes(), Math::max);
            if (answer.status() != OK) {
                errors.merge(visit.what() + ": status " + answer.status(), 1, Integer::sum);
            }
        } catch (IOException e) {
            errors.merge(visit.what() + ": " + e, 1, Integer::sum);
        }
    }
}
