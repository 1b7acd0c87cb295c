package org.muster.allocator.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The queues against a scan of everything. */
class WaitingFilesTest {
    private static final int SITE = 0;
    private static final int[] RSES = {2, 0, 1};
    private static final int[] DISTANCES = {0, 10, 10};

    /** Files that remember where they can be read, and whether they wait. */
    private static final class Files implements FileView {
        final ReplicaSets sets = new ReplicaSets();
        final List<Set<Integer>> replicas = new ArrayList<>();
        final Set<Integer> waiting = new HashSet<>();

        @Override
        public boolean waitsAt(int slot, int rse) {
            return waiting.contains(slot) && replicas.get(slot).contains(rse);
        }

        @Override
        public int lastSite(int slot) {
            return Numbering.UNKNOWN;
        }

        @Override
        public int lastRse(int slot) {
            return Numbering.UNKNOWN;
        }

        int set(int slot) {
            return sets.of(
                    replicas.get(slot).stream().mapToInt(Integer::intValue).toArray());
        }

        /** Nearest RSE, then lowest slot, by looking at all. */
        Optional<Integer> scan() {
            for (int distance : new int[] {0, 10}) {
                Optional<Integer> lowest = waiting.stream()
                        .filter(slot -> nearest(slot) == distance)
                        .min(Integer::compare);
                if (lowest.isPresent()) {
                    return lowest;
                }
            }
            return Optional.empty();
        }

        private int nearest(int slot) {
            int nearest = Integer.MAX_VALUE;
            for (int i = 0; i < RSES.length; i++) {
                nearest = replicas.get(slot).contains(RSES[i]) ? Math.min(nearest, DISTANCES[i]) : nearest;
            }
            return nearest;
        }
    }

    @Test
    void choosesWhatAScanWouldChoose() {
        Random random = new Random(7);
        Files files = new Files();
        WaitingFiles queues = new WaitingFiles(files, files.sets);
        Reach reach = new Reach(SITE, RSES, DISTANCES);
        for (int step = 0; step < 20_000; step++) {
            int dice = random.nextInt(3);
            if (dice == 0 && files.replicas.size() < 500) {
                Set<Integer> at = new HashSet<>(List.of(random.nextInt(4)));
                at.add(random.nextInt(4));
                files.replicas.add(at);
                int slot = files.replicas.size() - 1;
                files.waiting.add(slot);
                queues.add(slot, files.set(slot));
            } else if (dice == 1) {
                Optional<Match> match = queues.nearest(reach);
                assertThat(match.map(Match::slot)).isEqualTo(files.scan());
                match.ifPresent(chosen -> {
                    files.waiting.remove(chosen.slot());
                    queues.remove(files.set(chosen.slot()));
                });
            } else if (!files.replicas.isEmpty()) {
                int slot = random.nextInt(files.replicas.size());
                if (files.waiting.add(slot)) {
                    queues.add(slot, files.set(slot));
                }
            }
        }
    }

    @Test
    void saysWhenAMeanDistanceMayBeAnother() {
        Random random = new Random(13);
        List<Reach> reaches = List.of(
                new Reach(SITE, RSES, DISTANCES),
                new Reach(SITE, new int[] {3, 0}, new int[] {0, 40}),
                new Reach(SITE, new int[] {1, 2, 3}, new int[] {5, 5, 60}));
        Files files = new Files();
        WaitingFiles queues = new WaitingFiles(files, files.sets);
        int without = 0;
        for (int step = 0; step < 20_000; step++) {
            List<OptionalDouble> before =
                    reaches.stream().map(queues::meanDistance).toList();
            boolean may;
            // Fills up and runs empty in turns.
            if (random.nextInt(100) < (step / 500 % 2 == 0 ? 70 : 30)) {
                Set<Integer> at = new HashSet<>(List.of(random.nextInt(4), 3 - step % 2));
                files.replicas.add(at);
                int slot = files.replicas.size() - 1;
                files.waiting.add(slot);
                may = queues.add(slot, files.set(slot));
            } else {
                Optional<Match> match = queues.nearest(reaches.get(random.nextInt(reaches.size())));
                may = match.isPresent()
                        && files.waiting.remove(match.get().slot())
                        && queues.remove(files.set(match.get().slot()));
            }
            if (!may) {
                assertThat(reaches.stream().map(queues::meanDistance)).isEqualTo(before);
                without++;
            }
        }
        assertThat(without).as("steps that change no mean distance").isGreaterThan(1000);
    }

    @Test
    void ranksAsAScanWouldAndTheCheapQuestionNeverSaysTooMuch() {
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            int[] rses = {4, 1, 3, 0, 5};
            int[] distances = random.ints(rses.length, 0, 60).sorted().toArray();
            Reach reach = new Reach(SITE, rses, distances);
            Files files = new Files();
            WaitingFiles queues = new WaitingFiles(files, files.sets);
            List<Integer> reached = new ArrayList<>();
            int count = random.nextInt(40);
            for (int slot = 0; slot < count; slot++) {
                Set<Integer> at = new HashSet<>();
                for (int replica = 0; replica <= random.nextInt(3); replica++) {
                    at.add(random.nextInt(8));
                }
                files.replicas.add(at);
                files.waiting.add(slot);
                queues.add(slot, files.set(slot));
                for (int i = 0; i < rses.length; i++) {
                    if (at.contains(rses[i])) {
                        reached.add(distances[i]);
                        break;
                    }
                }
            }
            OptionalDouble scanned = reached.stream()
                    .sorted()
                    .limit(WaitingFiles.RANKED_FILES)
                    .mapToInt(Integer::intValue)
                    .average();
            assertThat(queues.meanDistance(reach)).isEqualTo(scanned);
            assertThat(queues.leastMeanDistance(reach)).isLessThanOrEqualTo(scanned.orElse(Double.POSITIVE_INFINITY));
            assertThat(queues.leastMeanDistance(reach) < Double.POSITIVE_INFINITY)
                    .as("something is within reach")
                    .isEqualTo(scanned.isPresent());
        }
    }
}
