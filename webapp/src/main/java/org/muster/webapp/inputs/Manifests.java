package org.muster.webapp.inputs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.InputManifest;
import org.muster.webapp.http.Maybe;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the input queries of workflows found, pass by pass. */
@Component
public class Manifests {
    /** Shown of one workflow; one whose inputs grow has a pass an hour, say. */
    private static final int MAX_SHOWN = 1000;

    private final JdbcClient jdbc;

    Manifests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A pass that is told again, because an answer was lost, replaces itself. One that is frozen stays. */
    public void keep(WorkflowId workflow, InputManifest manifest) {
        jdbc.sql("""
                insert into muster.input_manifest (workflow_id, pass, found_at, status, mql, files, bytes, digest, note)
                values (:workflow, :pass, :found, :status, :mql, :files, :bytes, :digest, :note)
                on conflict (workflow_id, pass) do update set found_at = excluded.found_at, status = excluded.status,
                  mql = excluded.mql, files = excluded.files, bytes = excluded.bytes, digest = excluded.digest,
                  note = excluded.note
                where input_manifest.status <> 'frozen'
                """)
                .param("workflow", workflow.number())
                .param("pass", manifest.pass())
                .param("found", manifest.foundAt().atOffset(ZoneOffset.UTC))
                .param("status", manifest.status().name().toLowerCase(Locale.ROOT))
                .param("mql", manifest.mql())
                .param("files", manifest.files())
                .param("bytes", manifest.bytes())
                .param("digest", manifest.digest())
                .param("note", manifest.note().orElse(null), Types.VARCHAR)
                .update();
    }

    /** Newest last. */
    public List<InputManifest> of(WorkflowId workflow) {
        return jdbc.sql("""
                select * from (
                  select * from muster.input_manifest where workflow_id = :workflow order by pass desc limit :limit) latest
                order by pass
                """)
                .param("workflow", workflow.number())
                .param("limit", MAX_SHOWN)
                .query(Manifests::read)
                .list();
    }

    public Optional<InputManifest> last(WorkflowId workflow) {
        List<InputManifest> all = of(workflow);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private static InputManifest read(ResultSet row, int number) throws SQLException {
        return new InputManifest(
                row.getString("mql"),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getInt("pass"),
                InputManifest.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getLong("files"),
                row.getLong("bytes"),
                row.getString("digest"),
                Maybe.text(row, "note"));
    }
}
