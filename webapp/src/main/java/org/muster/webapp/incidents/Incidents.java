package org.muster.webapp.incidents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.webapp.http.Maybe;
import org.muster.webapp.http.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All incidents; of one source and subject at most one is open. */
@Repository
public class Incidents {
    private final JdbcClient jdbc;
    private final Clock clock;

    Incidents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who is asked about it. */
    enum Attention {
        PAUSE,
        TASK;

        private static Attention of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param attention once somebody is asked
     * @param answered whether a person has said "try again" since its task was made
     */
    record Kept(int id, int times, Optional<Attention> attention, boolean answered) {}

    /** Told for the first time, or once more. */
    Kept told(Incident incident) {
        return jdbc.sql("""
                insert into muster.incident (source, subject, reason, first_seen, last_seen)
                values (:source, :subject, :reason, :now, :now)
                on conflict (source, subject) where ended_at is null do update
                  set reason = excluded.reason, last_seen = excluded.last_seen,
                      times = least(incident.times + 1, 1000000)
                returning id, times, attention, answered_at is not null as answered
                """)
                .param("source", incident.source())
                .param("subject", incident.subject())
                .param("reason", incident.reason())
                .param("now", now())
                .query(Incidents::kept)
                .single();
    }

    void asked(int incident, Attention attention) {
        jdbc.sql("update muster.incident set attention = :attention, answered_at = null where id = :id")
                .param("attention", attention.toString())
                .param("id", incident)
                .update();
    }

    /** Empty if it was over already. */
    Optional<Kept> over(Incident incident) {
        return jdbc.sql("""
                update muster.incident set ended_at = :now
                where source = :source and subject = :subject and ended_at is null
                returning id, times, attention, answered_at is not null as answered
                """)
                .param("now", now())
                .param("source", incident.source())
                .param("subject", incident.subject())
                .query(Incidents::kept)
                .optional();
    }

    /** "Try again", says a person. False if it is over. */
    public boolean answer(int incident, String person, Optional<String> note) {
        return jdbc.sql("""
                        update muster.incident set answered_at = :now, answered_by = :person, note = :note
                        where id = :id and ended_at is null
                        """)
                        .param("now", now())
                        .param("person", person)
                        .param("note", note.orElse(null), Types.VARCHAR)
                        .param("id", incident)
                        .update()
                == 1;
    }

    public Optional<IncidentRow> find(int incident) {
        return jdbc.sql("select * from muster.incident where id = :id")
                .param("id", incident)
                .query(Incidents::row)
                .optional();
    }

    /**
     * @param filters any of source, subject, open, after, limit; the newest first. The subject {@code w12} means its stages too
     */
    public Page<IncidentRow> page(Map<String, String> filters) {
        Paging paging = Paging.of(filters);
        return paging.page(
                jdbc.sql("""
                        select * from muster.incident
                        where (:after = 0 or id < :after)
                          and (cast(:source as text) is null or source = :source)
                          and (:subject = '' or subject = any(:subjects))
                        """ + open(filters) + " order by id desc limit :limit")
                        .param("after", paging.after())
                        .param("source", Paging.filter(filters, "source", source -> source), Types.VARCHAR)
                        .param("subject", filters.getOrDefault("subject", ""))
                        .param("subjects", subjects(filters.getOrDefault("subject", "")))
                        .param("limit", paging.limit())
                        .query(Incidents::row)
                        .list(),
                IncidentRow::incident);
    }

    /** A condition of its own, so that the few that are open are found among all. */
    private static String open(Map<String, String> filters) {
        String open = filters.getOrDefault("open", "");
        if (open.isEmpty()) {
            return "";
        }
        return Boolean.parseBoolean(open) ? " and ended_at is null" : " and ended_at is not null";
    }

    private static String[] subjects(String subject) {
        return subject.matches("w[0-9]+")
                ? Stream.concat(
                                Stream.of(subject),
                                LongStream.rangeClosed(1, WorkflowLimits.STAGES.most())
                                        .mapToObj(stage -> subject + "s" + stage))
                        .toArray(String[]::new)
                : new String[] {subject};
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getInt("id"),
                row.getInt("times"),
                Maybe.text(row, "attention").map(Attention::of),
                row.getBoolean("answered"));
    }

    private static IncidentRow row(ResultSet row, int number) throws SQLException {
        return new IncidentRow(
                row.getInt("id"),
                row.getString("source"),
                row.getString("subject"),
                row.getString("reason"),
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen", OffsetDateTime.class).toInstant(),
                row.getInt("times"),
                Maybe.time(row, "answered_at"),
                Maybe.text(row, "answered_by"),
                Maybe.text(row, "note"),
                Maybe.time(row, "ended_at"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
