package org.muster.sandbox.rucio.rses;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How full the RSEs are: what Rucio accounts for, what our own storage has, and what site probes report of others. */
@RestController
@RequestMapping("/rucio/rses/{rse}/usage")
final class UsageController {

    private static final int MAX_HISTORY_LINES = 10_000;

    private final Rses rses;
    private final JdbcClient jdbc;

    UsageController(Rses rses, JdbcClient jdbc) {
        this.rses = rses;
        this.jdbc = jdbc;
    }

    /** One line for each source; what is reported of a source takes the place of what we know of it. */
    @GetMapping
    void usage(RucioCall call, @PathVariable("rse") String name) {
        Rse rse = rses.named(name);
        Map<String, UsageLine> bySource = new LinkedHashMap<>();
        UsageLine accounted = accounted(rse);
        bySource.put(accounted.source(), accounted);
        if (rse.totalBytes() > 0) {
            UsageLine storage =
                    UsageLine.of(rse, "storage").used(accounted.used()).total(rse.totalBytes());
            bySource.put(storage.source(), storage);
        }
        reported(
                        rse,
                        "select distinct on (source) * from rucio_rse_usage where rse = :rse"
                                + " order by source, reported_at desc")
                .forEach(line -> bySource.put(line.source(), line));
        stream(call, bySource.values());
    }

    /** Only what was reported. */
    @GetMapping("/history")
    void history(RucioCall call, @PathVariable("rse") String name) {
        Rse rse = rses.named(name);
        stream(
                call,
                reported(
                        rse,
                        "select * from rucio_rse_usage where rse = :rse order by reported_at desc limit "
                                + MAX_HISTORY_LINES));
    }

    @PutMapping
    ResponseEntity<byte[]> report(RucioCall call, @PathVariable("rse") String rse) {
        rses.named(rse);
        call.requireRoot("update RSE usage information for RSE " + rse);
        JsonNode body = call.object();
        jdbc.sql("""
                        insert into rucio_rse_usage (rse, source, used, free, files)
                        values (:rse, :source, :used, :free, :files)
                        """)
                .param("rse", rse)
                .param("source", RucioJson.text(body, "source"))
                .param("used", RucioJson.whole(body, "used"))
                .param("free", RucioJson.optionalWhole(body, "free").orElse(null), Types.BIGINT)
                .param("files", RucioJson.optionalWhole(body, "files").orElse(null), Types.BIGINT)
                .update();
        return Reply.ok();
    }

    private static void stream(RucioCall call, Collection<UsageLine> lines) {
        Optional<String> wanted = call.query("source");
        call.stream(out -> lines.stream()
                .filter(line -> wanted.map(line.source()::equals).orElse(true))
                .forEach(line -> out.line(line.build())));
    }

    private UsageLine accounted(Rse rse) {
        return jdbc.sql("""
                        select coalesce(sum(d.bytes), 0) as used, count(*) as files
                        from rucio_replicas r join rucio_dids d using (scope, name)
                        where r.rse = :rse and r.state = 'A'
                        """)
                .param("rse", rse.name())
                .query((row, number) ->
                        UsageLine.of(rse, "rucio").used(row.getLong("used")).files(row.getLong("files")))
                .single();
    }

    private List<UsageLine> reported(Rse rse, String sql) {
        return jdbc.sql(sql)
                .param("rse", rse.name())
                .query((row, number) -> line(rse, row))
                .list();
    }

    private static UsageLine line(Rse rse, ResultSet row) throws SQLException {
        UsageLine line = UsageLine.of(rse, row.getString("source"))
                .used(row.getLong("used"))
                .at(row.getObject("reported_at", OffsetDateTime.class));
        Optional.ofNullable(row.getObject("files", Long.class)).ifPresent(line::files);
        Optional.ofNullable(row.getObject("free", Long.class)).ifPresent(line::free);
        return line;
    }
}
