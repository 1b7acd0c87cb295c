package org.muster.cli.campaigns;

import java.util.List;
import java.util.Optional;
import org.muster.cli.text.TextTable;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;

/** What the samples of a campaign that are files were frozen to. */
final class SampleTable {
    private SampleTable() {}

    static String text(List<SampleRow> samples) {
        TextTable table =
                new TextTable("sample", "source", "frozen (UTC)", ">files", ">size", ">events", "digest", "note");
        for (SampleRow row : samples) {
            Optional<SampleManifest> manifest = row.manifest();
            table.row(
                    row.sample(),
                    row.source(),
                    manifest.map(frozen -> Units.time(frozen.frozenAt())),
                    manifest.map(frozen -> Units.count(frozen.files())),
                    manifest.map(frozen -> Units.bytes(frozen.bytes())),
                    manifest.flatMap(SampleManifest::events).map(Units::count),
                    manifest.map(SampleManifest::digest),
                    manifest.flatMap(SampleManifest::note));
        }
        return table.textOr("All samples are generated.");
    }
}
