package org.muster.webapp.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.RequestLimits;
import org.muster.protocol.platform.SampleFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The files of samples, in pieces of equal length: where a file is follows from its place in the sample. */
@Repository
public class SamplePieces {
    static final int EACH = Math.toIntExact(RequestLimits.PIECE_FILES.most());

    private final JdbcClient jdbc;

    SamplePieces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A piece that is told again, because an answer was lost or the freezing began anew, replaces itself. */
    public void put(CampaignId campaign, String sample, int piece, List<SampleFile> files) {
        jdbc.sql("""
                insert into muster.sample_piece (campaign_id, sample, piece, files, content)
                values (:campaign, :sample, :piece, :files, :content)
                on conflict (campaign_id, sample, piece) do update set files = excluded.files, content = excluded.content
                """)
                .param("campaign", campaign.number())
                .param("sample", sample)
                .param("piece", piece)
                .param("files", files.size())
                .param("content", PieceText.packed(files))
                .update();
    }

    /** Those that an earlier freezing left, whose list was longer. */
    public void dropBehind(CampaignId campaign, String sample, long files) {
        jdbc.sql("delete from muster.sample_piece where campaign_id = :campaign and sample = :sample and piece > :last")
                .param("campaign", campaign.number())
                .param("sample", sample)
                .param("last", Math.toIntExact((files - 1) / EACH))
                .update();
    }

    /** All files in their order, a piece in memory at a time. */
    public void each(CampaignId campaign, String sample, Consumer<SampleFile> reader) {
        int piece = 0;
        List<SampleFile> files;
        do {
            files = piece(campaign, sample, piece++);
            files.forEach(reader);
        } while (files.size() == EACH);
    }

    /** @param limit of at most a piece's length, so that two pieces are read at most */
    public List<SampleFile> range(CampaignId campaign, String sample, long skip, long limit) {
        List<SampleFile> files = new ArrayList<>();
        long end = skip + Math.min(limit, EACH);
        for (long next = skip; next < end; ) {
            List<SampleFile> piece = piece(campaign, sample, Math.toIntExact(next / EACH));
            int from = (int) (next % EACH);
            int to = (int) Math.min(piece.size(), from + end - next);
            if (from >= to) {
                break;
            }
            files.addAll(piece.subList(from, to));
            next += to - from;
        }
        return files;
    }

    private List<SampleFile> piece(CampaignId campaign, String sample, int piece) {
        return jdbc.sql("""
                select content from muster.sample_piece
                where campaign_id = :campaign and sample = :sample and piece = :piece
                """)
                .param("campaign", campaign.number())
                .param("sample", sample)
                .param("piece", piece)
                .query((row, number) -> row.getBytes("content"))
                .optional()
                .map(PieceText::files)
                .orElse(List.of());
    }
}
