package org.muster.connectors.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProductionRepositoryTest {
    private final Path temporary;

    ProductionRepositoryTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    private Path remote() {
        return temporary.resolve("production.git");
    }

    private ProductionRepository repository(String clone) {
        return new ProductionRepository(remote().toUri().toString(), temporary.resolve(clone));
    }

    private static String commit(ProductionRepository repository, Map<String, String> files) {
        return repository.commit("campaigns/toy", files, "Record campaign toy", "muster");
    }

    private Map<String, String> content(String commit) throws Exception {
        Map<String, String> content = new TreeMap<>();
        try (Git git = Git.open(remote().toFile());
                TreeWalk walk = new TreeWalk(git.getRepository())) {
            walk.addTree(
                    git.getRepository().parseCommit(ObjectId.fromString(commit)).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                content.put(
                        walk.getPathString(),
                        new String(
                                git.getRepository().open(walk.getObjectId(0)).getBytes(),
                                java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return content;
    }

    @Test
    void pushesTheFolder() throws Exception {
        String commit = commit(repository("a"), Map.of("request.yaml", "name: toy", "jobscripts/1.sh", "exit 0"));

        assertThat(content(commit))
                .isEqualTo(
                        Map.of("campaigns/toy/request.yaml", "name: toy", "campaigns/toy/jobscripts/1.sh", "exit 0"));
    }

    @Test
    void sameContentIsTheSameCommit() {
        String first = commit(repository("a"), Map.of("request.yaml", "name: toy"));

        assertThat(commit(repository("a"), Map.of("request.yaml", "name: toy"))).isEqualTo(first);
        assertThat(commit(repository("b"), Map.of("request.yaml", "name: toy"))).isEqualTo(first);
    }

    @Test
    void folderHoldsNothingButTheLastFiles() throws Exception {
        commit(repository("a"), Map.of("request.yaml", "name: toy", "old.md", "old"));
        String second = commit(repository("a"), Map.of("request.yaml", "name: toy 2"));

        assertThat(content(second)).isEqualTo(Map.of("campaigns/toy/request.yaml", "name: toy 2"));
    }

    @Test
    void startsFromWhatOthersPushed() throws Exception {
        commit(repository("a"), Map.of("request.yaml", "name: toy"));
        repository("b").commit("campaigns/other", Map.of("x", "1"), "Record other", "muster");
        String third = commit(repository("a"), Map.of("request.yaml", "name: toy 3"));

        assertThat(content(third)).containsOnlyKeys("campaigns/other/x", "campaigns/toy/request.yaml");
    }

    @Test
    void interruptedCallLeavesNothingBehind() throws Exception {
        commit(repository("a"), Map.of("request.yaml", "name: toy"));
        Files.writeString(temporary.resolve("a/campaigns/toy/half-written"), "?");

        String second = commit(repository("a"), Map.of("request.yaml", "name: toy 2"));

        assertThat(content(second)).containsOnlyKeys("campaigns/toy/request.yaml");
    }

    @Test
    void pathsStayBelowTheFolder() {
        assertThatThrownBy(() -> commit(repository("a"), Map.of("../../escape", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
