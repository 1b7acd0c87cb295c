package org.muster.launcher.repositories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/** Bare repositories that stand in for a collaboration's git server. Made once; afterwards they are the users'. */
public final class GitRepositories {
    private static final String BRANCH = "main";
    private static final String TAG = "v1.0.0";
    private static final PersonIdent AUTHOR = new PersonIdent("Muster", "muster@localhost");

    private GitRepositories() {}

    /** An official code repository with the files of a directory, tagged {@code v1.0.0}. */
    public static void official(Path bare, Path sources) {
        if (Files.isDirectory(bare)) {
            return;
        }
        Path fresh = bare.resolveSibling(bare.getFileName() + ".new");
        try (Git git = init(fresh)) {
            Repository repository = git.getRepository();
            ObjectId commit = commit(repository, sources);
            point(repository, Constants.R_HEADS + BRANCH, commit);
            point(repository, Constants.R_TAGS + TAG, tag(repository, commit));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the git repository " + bare, e);
        }
        publish(fresh, bare);
    }

    /** An empty repository. */
    public static void empty(Path bare) {
        if (!Files.isDirectory(bare)) {
            Path fresh = bare.resolveSibling(bare.getFileName() + ".new");
            init(fresh).close();
            publish(fresh, bare);
        }
    }

    /** Half a repository, left by a start that was interrupted, must not pass for one. */
    private static void publish(Path fresh, Path bare) {
        try {
            Files.move(fresh, bare);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the git repository " + bare, e);
        }
    }

    private static Git init(Path bare) {
        try {
            Files.createDirectories(bare);
            return Git.init()
                    .setBare(true)
                    .setInitialBranch(BRANCH)
                    .setDirectory(bare.toFile())
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException("cannot make the git repository " + bare, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the git repository " + bare, e);
        }
    }

    private static ObjectId commit(Repository repository, Path sources) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter();
                Stream<Path> walk = Files.walk(sources)) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder tree = index.builder();
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                DirCacheEntry entry =
                        new DirCacheEntry(sources.relativize(file).toString().replace('\\', '/'));
                entry.setFileMode(Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, Files.readAllBytes(file)));
                tree.add(entry);
            }
            tree.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setAuthor(AUTHOR);
            commit.setCommitter(AUTHOR);
            commit.setMessage("Toy detector: simulation and reconstruction\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private static ObjectId tag(Repository repository, ObjectId commit) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(TAG);
            tag.setObjectId(commit, Constants.OBJ_COMMIT);
            tag.setTagger(AUTHOR);
            tag.setMessage("Release " + TAG + "\n");
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            return id;
        }
    }

    private static void point(Repository repository, String name, ObjectId target) throws IOException {
        RefUpdate update = repository.updateRef(name);
        update.setNewObjectId(target);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW) {
            throw new IOException("reference " + name + ": " + result);
        }
    }
}
