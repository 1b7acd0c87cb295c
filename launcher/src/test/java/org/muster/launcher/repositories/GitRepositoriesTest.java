package org.muster.launcher.repositories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoriesTest {
    private final Path directory;

    GitRepositoriesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void tagsTheExamplesAsAnOfficialRelease() throws Exception {
        Path sources = Files.createDirectories(directory.resolve("examples/sub"));
        Files.writeString(sources.resolve("a.jobscript"), "echo a\n");
        Path bare = directory.resolve("toy.git");
        GitRepositories.official(bare, directory.resolve("examples"));
        GitRepositories.official(bare, directory.resolve("examples"));
        try (Git clone = Git.cloneRepository()
                .setURI(bare.toUri().toString())
                .setDirectory(directory.resolve("clone").toFile())
                .setBranch("refs/tags/v1.0.0")
                .call()) {
            assertThat(clone.tagList().call())
                    .singleElement()
                    .satisfies(tag -> assertThat(tag.getName()).isEqualTo("refs/tags/v1.0.0"));
        }
        assertThat(directory.resolve("clone/sub/a.jobscript")).hasContent("echo a\n");
    }

    @Test
    void leavesARepositoryThatIsThereAlone() throws Exception {
        Path bare = directory.resolve("production.git");
        GitRepositories.empty(bare);
        Files.writeString(bare.resolve("description"), "ours\n");
        GitRepositories.empty(bare);
        assertThat(bare.resolve("description")).hasContent("ours\n");
    }
}
