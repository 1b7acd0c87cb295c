package org.muster.allocator.pilots;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.muster.allocator.ledger.questions.RankStages;
import org.muster.domain.site.SiteName;

/** What a pilot sends about itself and the lines it gets. justIN wire protocol: get-classads. */
final class ClassAds {
    private final String prefix;
    private final Clock clock;

    ClassAds(String instance, Clock clock) {
        this.prefix = "JUSTIN_" + instance.toUpperCase(Locale.ROOT) + "_";
        this.clock = clock;
    }

    static RankStages question(byte[] body) throws Malformed {
        String text = new String(body, StandardCharsets.UTF_8);
        marked(text, "GLIDEIN_UUID ");
        String entry = marked(text, "GLIDEIN_Entry_Name ");
        String site = marked(text, "GLIDEIN_DUNESite ");
        try {
            return new RankStages(new SiteName(site), entry);
        } catch (IllegalArgumentException e) {
            throw new Malformed(e.getMessage() == null ? "GLIDEIN_DUNESite is no site name" : e.getMessage());
        }
    }

    private static String marked(String text, String marker) throws Malformed {
        String value = value(text, marker).orElseThrow(() -> new Malformed("no " + marker.strip() + " in the body"));
        if (value.chars().anyMatch(c -> c == '"' || c == '\'' || c == '`' || c < 0x20)) {
            throw new Malformed(marker.strip() + " has a quote or a control character");
        }
        return value;
    }

    private static Optional<String> value(String text, String marker) {
        int begin = text.indexOf(marker);
        if (begin < 0) {
            return Optional.empty();
        }
        int end = text.indexOf('\n', begin);
        return Optional.of(text.substring(begin + marker.length(), end < 0 ? text.length() : end)
                .strip());
    }

    /** Five lines of a name and a value without blanks: the pilot's script splits at blanks. */
    String lines(String ranks) {
        Instant now = clock.instant();
        String raw = prefix + "Stage_Ranks_Raw";
        String given = "My.GLIDEIN_PS_" + raw;
        return prefix + "ClassAds_Time " + now.getEpochSecond() + "\n"
                + raw + " " + ranks + "\n"
                + prefix + "Stage_Ranks ifThenElse(isUndefined(" + given + "),My." + raw + "," + given + ")\n"
                + prefix + "Rank ifThenElse(isUndefined(Target." + prefix + "Stage),0,My." + prefix
                + "Stage_Ranks[Target." + prefix + "Stage])\n"
                + "Rank ifThenElse(isUndefined(My." + prefix + "Rank),0,My." + prefix + "Rank)\n";
    }
}
