package org.muster.connectors.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.connectors.git.OfficialRepositories.Answer;
import org.muster.domain.failure.ExternalSystemUnavailable;

final class OfficialRepositoriesTest {
    private final Path folder;

    OfficialRepositoriesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private RevCommit repository() throws Exception {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            RevCommit commit = git.commit()
                    .setMessage("First")
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .setSign(false)
                    .call();
            git.tag()
                    .setName("v1.0.0")
                    .setAnnotated(true)
                    .setMessage("v1")
                    .setSigned(false)
                    .setTagger(commit.getCommitterIdent())
                    .call();
            git.tag().setName("v1.0.1").setAnnotated(false).call();
            return commit;
        }
    }

    @Test
    void tagsStandForTheirCommit() throws Exception {
        RevCommit commit = repository();
        OfficialRepositories official = OfficialRepositories.parse("toy-detector=" + folder.toUri());

        assertThat(official.find("toy-detector", "v1.0.0")).isEqualTo(new Answer.Tagged(commit.name()));
        assertThat(official.find("toy-detector", "v1.0.1")).isEqualTo(new Answer.Tagged(commit.name()));
    }

    @Test
    void branchIsNoTag() throws Exception {
        repository();
        OfficialRepositories official = OfficialRepositories.parse("toy-detector=" + folder.toUri());

        assertThat(official.find("toy-detector", "master"))
                .isEqualTo(new Answer.NoSuchTag("toy-detector", "master", 2));
    }

    @Test
    void otherRepositoriesAreNotOfficial() {
        assertThat(new OfficialRepositories(Map.of("a", "file:///a")).find("b", "v1"))
                .isEqualTo(new Answer.NotOfficial("b", Set.of("a")));
    }

    @Test
    void silentRepositoryIsNotAMissingTag() {
        OfficialRepositories official =
                OfficialRepositories.parse("gone=" + folder.resolve("nowhere").toUri());

        assertThatThrownBy(() -> official.find("gone", "v1")).isInstanceOf(ExternalSystemUnavailable.class);
    }

    @Test
    void pairsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> OfficialRepositories.parse("toy-detector"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name=url");
    }
}
