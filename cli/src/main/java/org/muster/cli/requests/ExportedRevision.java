package org.muster.cli.requests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.domain.campaign.CampaignId;

/**
 * Which revision of which campaign the files of a directory were changed from. It lies beside the request, so that whoever revises
 * the campaign meanwhile is not undone unseen.
 */
record ExportedRevision(CampaignId campaign, int revision) {
    static final String FILE = ".muster-revision";

    private static final Pattern LINE = Pattern.compile("(c[1-9][0-9]{0,8}) revision ([1-9][0-9]{0,8})\\s*");

    /**
     * Of the directory of a request; nothing for one that was not exported.
     *
     * @throws IllegalArgumentException if somebody changed what export wrote
     */
    static Optional<ExportedRevision> beside(Path request) {
        Path file = request.resolveSibling(FILE);
        try {
            Matcher line = LINE.matcher(Files.readString(file));
            if (!line.matches()) {
                throw new IllegalArgumentException(
                        file + " is not as export wrote it: export again, to an empty directory,"
                                + " and make your changes there.");
            }
            return Optional.of(new ExportedRevision(CampaignId.parse(line.group(1)), Integer.parseInt(line.group(2))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** In place of what was there. */
    void writeBeside(Path request) {
        Path file = request.resolveSibling(FILE);
        try {
            Files.writeString(file, campaign + " revision " + revision + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
