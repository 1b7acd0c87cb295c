package org.muster.catalogue.registration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.muster.protocol.control.StageOrder;

/** What the jobs of a stage were given, as {@link MetadataKeys#workflow()} of their datasets tells it. */
public final class StageOrigin {
    private StageOrigin() {}

    public static Map<String, Object> of(StageOrder stage) {
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("processors", stage.processors());
        origin.put("rss_bytes", stage.rssBytes());
        origin.put("wall_seconds", stage.wallSeconds());
        stage.jobscriptImage().ifPresent(image -> origin.put("jobscript_image", image));
        origin.put("jobscript_sha256", sha256(stage.jobscript()));
        return origin;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
