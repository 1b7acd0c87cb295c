package org.muster.allocator.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoragePathTest {
    private static StoragePath path(String text) {
        return StoragePath.ofText(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "davs://ral.example:1094/data/rucio/usertests/ab/cd/f.root, /data/rucio/usertests/ab/cd/f.root, /data/rucio/usertests",
        "root://eos.example//eos/exp/run1/f.root?xrd.wantprot=unix, /eos/exp/run1/f.root, /eos/exp/run1",
        "http://h/a/f%20x, /a/f%20x, /a",
        "http://h/ab/cd/f, /ab/cd/f, /ab/cd"
    })
    void aFileLiesInADirectoryOfItsScope(String pfn, String path, String directory) {
        assertThat(StoragePath.of(pfn)).contains(path(path));
        assertThat(path(path).directory()).contains(path(directory));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "f.root",
                "davs://host",
                "davs://host/",
                "davs://host/a/../b",
                "davs://host/a/./b",
                "davs://host/a/%2e%2e/b",
                "davs://host/a/%2E./b",
                "davs://host/a%2fb",
                "davs://host/a%5cb",
                "davs://host/a%252e",
                "davs://host/a b",
                "davs://host/a\"b",
                "davs://host/a\\b",
                "davs://host/a/",
                "davs://host/ä"
            })
    void whatLeadsElsewhereOrNowhereIsNoPath(String pfn) {
        assertThat(StoragePath.of(pfn)).isEmpty();
    }

    @Test
    void thereIsNoDirectoryOfAWholeStorage() {
        assertThat(path("/f.root").directory()).isEqualTo(Optional.empty());
    }

    @Test
    void tooManyDirectoriesBecomeTheOneThatTheyAreIn() {
        Directories directories = new Directories();
        for (int i = 0; i < Directories.MAX; i++) {
            assertThat(directories.add(path("/pnfs/exp/run" + i))).isTrue();
        }
        assertThat(directories.list()).hasSize(Directories.MAX);
        assertThat(directories.add(path("/pnfs/exp/run1/more"))).as("covered").isFalse();
        assertThat(directories.add(path("/pnfs/exp/run-one-more"))).isTrue();
        assertThat(directories.list()).containsExactly(path("/pnfs/exp"));
        assertThat(directories.add(path("/pnfs/exp/other"))).isFalse();
        assertThat(directories.add(path("/pnfs/experiment"))).as("another").isTrue();
    }

    @Test
    void manyStoragesNeverBecomeEverything() {
        Directories directories = new Directories();
        IntStream.range(0, 100).forEach(i -> directories.add(path("/storage" + i + "/rucio/usertests")));
        assertThat(directories.list())
                .hasSize(100)
                .noneMatch(each -> each.value().equals("/"));
    }
}
