package org.muster.connectors.git;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.muster.domain.failure.ExternalSystemUnavailable;

/** The repositories that a production may take its code from, by the name that requests use. */
public final class OfficialRepositories {
    /** Seconds until a repository that does not answer is given up. */
    private static final int TIMEOUT_SECONDS = 30;

    private final Map<String, String> urls;

    public OfficialRepositories(Map<String, String> urls) {
        this.urls = new TreeMap<>(urls);
    }

    /** Reads {@code name=url} pairs separated by blanks or commas. */
    public static OfficialRepositories parse(String pairs) {
        Map<String, String> urls = new LinkedHashMap<>();
        for (String pair : pairs.strip().split("[\\s,]+", 0)) {
            int equals = pair.indexOf('=');
            if (pair.isEmpty()) {
                continue;
            }
            if (equals < 1 || equals == pair.length() - 1) {
                throw new IllegalArgumentException("official repositories are name=url pairs, not '" + pair + "'");
            }
            urls.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return new OfficialRepositories(urls);
    }

    /** Whether a code version can be used. */
    public sealed interface Answer {
        /** @param commit what the tag stands for */
        record Tagged(String commit) implements Answer {}

        /** @param tags how many the repository has */
        record NoSuchTag(String repository, String tag, int tags) implements Answer {}

        record NotOfficial(String repository, Collection<String> official) implements Answer {}
    }

    /** Asks the repository now; nothing is fetched from it. */
    public Answer find(String repository, String tag) {
        String url = urls.get(repository);
        if (url == null) {
            return new Answer.NotOfficial(repository, urls.keySet());
        }
        Map<String, Ref> tags = tags(repository, url);
        Ref found = tags.get(Constants.R_TAGS + tag);
        if (found == null) {
            return new Answer.NoSuchTag(repository, tag, tags.size());
        }
        // An annotated tag is an object of its own; what counts is the commit behind it.
        return new Answer.Tagged(
                (found.getPeeledObjectId() == null ? found.getObjectId() : found.getPeeledObjectId()).name());
    }

    private static Map<String, Ref> tags(String repository, String url) {
        try {
            return Git.lsRemoteRepository()
                    .setRemote(url)
                    .setTags(true)
                    .setHeads(false)
                    .setTimeout(TIMEOUT_SECONDS)
                    .callAsMap();
        } catch (GitAPIException e) {
            throw new ExternalSystemUnavailable("git", "repository " + repository + " does not answer", e);
        }
    }
}
