package org.muster.benchmarks.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.muster.domain.campaign.CampaignId;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.RequestSubmission;

/**
 * Campaigns of a hundred workflows each. Their requests are filed as people do it. That the workflows are theirs is written into the
 * database: through the gates it would take days.
 */
final class CampaignHistory {
    static final int WORKFLOWS_EACH = 100;

    /** Rows of a plan; as many as the workflows. */
    private static final int SAMPLES = 100;

    private static final String SAMPLE = "  - {name: pions, events: 2500, environment: {PARTICLE: pion}}\n";

    private final WholePlatform platform;

    CampaignHistory(WholePlatform platform) {
        this.platform = platform;
    }

    /** The first of them has the workflows that were submitted first. */
    CampaignId make(int workflows) throws SQLException {
        PlatformClient requester = platform.person("rita").platform();
        int campaigns = Math.max(1, workflows / WORKFLOWS_EACH);
        CampaignId first = new CampaignId(1);
        for (int number = 0; number < campaigns; number++) {
            CampaignId campaign = requester.file(request(number)).campaign();
            first = number == 0 ? campaign : first;
            take(campaign, number);
        }
        return first;
    }

    private void take(CampaignId campaign, int number) throws SQLException {
        try (Connection connection = platform.database();
                PreparedStatement update = connection.prepareStatement("""
                        update muster.workflow set campaign_id = ?, purpose = 'production', plan_order = id
                        where id in (select id from muster.workflow order by id offset ? limit ?)
                        """)) {
            update.setInt(1, campaign.number());
            update.setInt(2, number * WORKFLOWS_EACH);
            update.setInt(3, WORKFLOWS_EACH);
            update.executeUpdate();
        }
    }

    /** The example's, for many samples. */
    private RequestSubmission request(int number) {
        String text = example("first-campaign.yaml")
                .replace("toy-calorimeter-2026a", "benchmark-" + number)
                .replace("storage_bytes: 20000000", "storage_bytes: 20000000000")
                .replace("cpu_hours: 1\n", "cpu_hours: 1000\n")
                .replace(SAMPLE, SAMPLE + samples());
        Map<String, String> jobscripts = new HashMap<>();
        for (String name : new String[] {"generate.jobscript", "reconstruct.jobscript"}) {
            jobscripts.put(name, example(name));
        }
        return new RequestSubmission(text, jobscripts);
    }

    private static String samples() {
        return IntStream.range(2, SAMPLES)
                .mapToObj(sample -> String.format(
                        Locale.ROOT, "  - {name: sample%03d, events: 100, environment: {PARTICLE: pion}}%n", sample))
                .collect(Collectors.joining());
    }

    private String example(String name) {
        Path file = platform.muster().checkout().resolve("examples").resolve(name);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
