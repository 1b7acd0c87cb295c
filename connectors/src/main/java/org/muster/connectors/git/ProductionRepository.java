package org.muster.connectors.git;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.CreateBranchCommand.SetupUpstreamMode;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FileUtils;
import org.muster.domain.failure.ExternalSystemUnavailable;

/**
 * The git repository that keeps what productions ran. A folder is replaced as a whole by one commit, and the same content
 * again is the same commit.
 */
public final class ProductionRepository {
    private static final int TIMEOUT_SECONDS = 120;
    private static final String BRANCH = "main";
    private static final String REMOTE = "origin";
    private static final String TRACKING = "refs/remotes/" + REMOTE + "/" + BRANCH;

    private final String url;
    private final Path clone;

    /**
     * @param url of the repository; a local path that does not exist becomes a new, empty one
     * @param clone folder for our clone; ours alone
     */
    public ProductionRepository(String url, Path clone) {
        this.url = url;
        this.clone = clone;
    }

    /**
     * Makes {@code folder} hold exactly these files, pushed.
     *
     * @param files content by path below the folder
     * @return the commit that made it so, now or in an earlier call
     */
    public synchronized String commit(String folder, Map<String, String> files, String message, String author) {
        try (Git git = open()) {
            synchronise(git);
            replace(clone.resolve(folder).normalize(), files);
            git.add().addFilepattern(folder).setRenormalize(false).call();
            git.add().addFilepattern(folder).setUpdate(true).call();
            if (git.status().addPath(folder).call().isClean()) {
                return lastCommit(git, folder);
            }
            PersonIdent person = new PersonIdent(author, author + "@muster.invalid");
            RevCommit commit = git.commit()
                    .setMessage(message)
                    .setAuthor(person)
                    .setCommitter(person)
                    .setSign(false)
                    .call();
            push(git);
            return commit.name();
        } catch (GitAPIException | IOException e) {
            throw new ExternalSystemUnavailable("git", "the production repository: " + e.getMessage(), e);
        }
    }

    private Git open() throws GitAPIException, IOException {
        createIfLocal();
        if (Files.isDirectory(clone.resolve(Constants.DOT_GIT))) {
            return Git.open(clone.toFile());
        }
        Files.createDirectories(clone);
        Git git =
                Git.init().setDirectory(clone.toFile()).setInitialBranch(BRANCH).call();
        try {
            git.remoteAdd().setName(REMOTE).setUri(new URIish(url)).call();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not the address of a repository: " + url, e);
        }
        return git;
    }

    private void createIfLocal() throws GitAPIException {
        Path path = url.startsWith("file:") ? Path.of(URI.create(url)) : Path.of(url);
        boolean local = url.startsWith("file:") || path.isAbsolute();
        if (local && !Files.exists(path)) {
            Git.init()
                    .setDirectory(path.toFile())
                    .setBare(true)
                    .setInitialBranch(BRANCH)
                    .call()
                    .close();
        }
    }

    /** Forgets whatever an interrupted call left behind: what the remote has is where we start. */
    private static void synchronise(Git git) throws GitAPIException, IOException {
        git.fetch().setRemote(REMOTE).setTimeout(TIMEOUT_SECONDS).call();
        ObjectId remote = git.getRepository().resolve(TRACKING);
        if (remote != null) {
            if (git.getRepository().resolve(Constants.HEAD) == null) {
                git.checkout()
                        .setName(BRANCH)
                        .setCreateBranch(true)
                        .setStartPoint(TRACKING)
                        .setUpstreamMode(SetupUpstreamMode.TRACK)
                        .setForced(true)
                        .call();
            }
            git.reset().setMode(ResetType.HARD).setRef(TRACKING).call();
        }
        git.clean().setCleanDirectories(true).setForce(true).call();
    }

    private void replace(Path folder, Map<String, String> files) throws IOException {
        if (!folder.startsWith(clone) || folder.equals(clone)) {
            throw new IllegalArgumentException("not a folder below the repository: " + folder);
        }
        FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey()).normalize();
            if (!path.startsWith(folder)) {
                throw new IllegalArgumentException("not a path below the folder: " + file.getKey());
            }
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static String lastCommit(Git git, String folder) throws GitAPIException {
        for (RevCommit commit : git.log().addPath(folder).setMaxCount(1).call()) {
            return commit.name();
        }
        throw new IllegalArgumentException("nothing to commit in " + folder);
    }

    private static void push(Git git) throws GitAPIException {
        for (PushResult result : git.push()
                .setRemote(REMOTE)
                .add(BRANCH)
                .setTimeout(TIMEOUT_SECONDS)
                .call()) {
            for (RemoteRefUpdate update : result.getRemoteUpdates()) {
                RemoteRefUpdate.Status status = update.getStatus();
                if (status != RemoteRefUpdate.Status.OK && status != RemoteRefUpdate.Status.UP_TO_DATE) {
                    throw new ExternalSystemUnavailable("git", "the production repository refused the push: " + status);
                }
            }
        }
    }
}
