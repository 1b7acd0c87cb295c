package org.muster.webapp.requests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.muster.protocol.platform.RequestSubmission;

/** The example files that everybody gets with Muster. */
public final class Examples {
    private static final Path DIRECTORY = Path.of("..", "examples");

    private Examples() {}

    public static RequestSubmission firstCampaign() {
        return new RequestSubmission(text("first-campaign.yaml"), jobscripts());
    }

    /** The first campaign under another name, with datasets of its own. */
    public static RequestSubmission campaign(String name) {
        return new RequestSubmission(text("first-campaign.yaml").replace("toy-calorimeter-2026a", name), jobscripts());
    }

    public static Map<String, String> jobscripts() {
        Map<String, String> jobscripts = new HashMap<>();
        jobscripts.put("generate.jobscript", text("generate.jobscript"));
        jobscripts.put("reconstruct.jobscript", text("reconstruct.jobscript"));
        return jobscripts;
    }

    public static String text(String file) {
        try {
            return Files.readString(DIRECTORY.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
