package org.muster.allocator.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.muster.allocator.ledger.rows.Block;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.WorkflowLimits;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.http.Page;

/** Jobs, files, outputs and events page by page, oldest or newest first, each page at the cost of what it shows. */
public final class Listings {
    /** Files or outputs of one name: one in each workflow that has it, more are not looked for. */
    private static final int MAX_NAMESAKES = 1_000;

    private static final long[] STAGES =
            LongStream.rangeClosed(1, WorkflowLimits.STAGES.most()).toArray();

    private final Tables tables;

    public Listings(Tables tables) {
        this.tables = tables;
    }

    public Page<JobRow> jobs(Map<String, String> given) throws JournalUnavailable {
        TableFilters filters = filters(given, "workflow", "stage", "state", "site");
        Look look = byStages(new Look("jobs t", "job_id", filters), filters.scope());
        filters.state(JobState.class).ifPresent(state -> look.wanted().and("t.state = ?", state));
        filters.text("site").ifPresent(site -> look.wanted().and("t.site = ?", site));
        return page(look, filters, TableSql.JOBS, "j.job_id", TableRows::job);
    }

    public Page<FileRow> files(Map<String, String> given) throws JournalUnavailable {
        TableFilters filters = filters(given, "workflow", "stage", "state", "did");
        TableFilters.Scope scope = filters.scope();
        Optional<String> name = filters.did();
        Look look = name.isEmpty() && scope.workflow().isPresent()
                ? inBlocks(filters, scope)
                : new Look("files t", "file_id", filters);
        if (name.isPresent() || scope.workflow().isEmpty()) {
            scope.narrow(look.wanted());
        }
        name.ifPresent(did -> look.in(new long[] {0}, "t.did = ?", did));
        filters.state(InputFileState.class).ifPresent(state -> look.wanted().and("t.state = ?", state));
        return page(look, filters, TableSql.FILES, "f.file_id", TableRows::file);
    }

    /** Blocks are few and know their stages. */
    private static Look inBlocks(TableFilters filters, TableFilters.Scope scope) {
        Look look = new Look(String.format(Locale.ROOT, """
                        file_blocks b join files t
                            on t.file_id > b.block * %1$d::bigint and t.file_id <= (b.block + 1) * %1$d::bigint
                        """, Block.FILES), "file_id", filters).by("b.block");
        String behind = filters.after() == 0
                ? ""
                : " and b.block " + (filters.order() == TableFilters.Order.OLDEST ? ">= " : "<= ")
                        + (filters.after() - 1) / Block.FILES;
        long[] workflow = {scope.workflow().orElseThrow()};
        return scope.stage().isPresent()
                ? look.in(
                        workflow,
                        "b.workflow_id = s.part and b.stage_id = ?" + behind,
                        scope.stage().getAsInt())
                : look.in(workflow, "b.workflow_id = s.part" + behind);
    }

    public Page<OutputRow> outputs(Map<String, String> given) throws JournalUnavailable {
        TableFilters filters = filters(given, "workflow", "stage", "pattern", "state", "job", "did");
        TableFilters.Scope scope = filters.scope();
        Look look = new Look("outputs t", "output_id", filters);
        Optional<String> job = filters.text("job");
        Optional<String> name = filters.did();
        if (job.isPresent()) {
            look.in(ids(TableSql.JOBS_NAMED, job.get()), "t.job_id = s.part");
            name.ifPresent(did -> look.wanted().and("t.did = ?", did));
        } else if (name.isPresent()) {
            look.in(new long[] {0}, "t.did = ?", name.get());
        }
        if (job.isPresent() || name.isPresent()) {
            scope.narrow(look.wanted());
        } else {
            byStages(look, scope);
        }
        filters.state(OutputFileState.class).ifPresent(state -> look.wanted().and("t.state = ?", state));
        filters.whole("pattern").ifPresent(pattern -> look.wanted().and("t.pattern_id = ?", pattern));
        return page(look, filters, TableSql.OUTPUTS, "o.output_id", TableRows::output);
    }

    /** Outputs that the catalogues were told of, with all that they were told. */
    public Page<OutputToRegister> registeredOutputs(Map<String, String> given) throws JournalUnavailable {
        TableFilters filters = filters(given, "workflow", "stage", "ids");
        Look look = new Look("outputs t", "output_id", filters);
        Optional<long[]> ids = filters.ids();
        if (ids.isPresent()) {
            filters.scope().narrow(look.in(ids.get(), "t.output_id = s.part").wanted());
        } else {
            byStages(look, filters.scope());
        }
        look.wanted().and(TableSql.REGISTERED);
        RegisterRows rows = new RegisterRows();
        return page(look, filters, TableSql.CONFIRMED_OUTPUTS, "o.output_id", row -> {
            OutputToRegister output = rows.read(row);
            return new Tables.Numbered<>(output.outputId(), output);
        });
    }

    public Page<EventRow> events(Map<String, String> given) throws JournalUnavailable {
        TableFilters filters =
                filters(given, "workflow", "stage", "type", "did", "job", "site", "entry", "rse", "exit_code");
        Look look = new Look("events t", "event_id", filters).behind(behind(filters));
        TableFilters.Scope scope = filters.scope();
        Optional<String> job = filters.text("job");
        Optional<String> name = filters.did();
        long[] workflows = name.isPresent()
                ? ids(TableSql.WORKFLOWS_OF_DID, name.get(), name.get())
                : scope.workflow().stream().asLongStream().toArray();
        if (job.isPresent()) {
            look.in(ids(TableSql.JOBS_NAMED, job.get()), "t.job_id = s.part and t.job_id <> 0");
        } else if (name.isPresent() || scope.workflow().isPresent()) {
            look.in(workflows, "t.workflow_id = s.part");
        }
        if (job.isPresent() || name.isPresent()) {
            scope.workflow().ifPresent(number -> look.wanted().and("t.workflow_id = ?", number));
        }
        scope.stage().ifPresent(number -> look.wanted().and("t.stage_id = ?", number));
        BoundConditions each = new BoundConditions();
        if (name.isPresent()) {
            Object files = ids(TableSql.FILES_NAMED, name.get());
            look.wanted().and(TableSql.EVENTS_OF_FILES, files, ids(TableSql.OUTPUTS_NAMED, name.get()), files);
            each.and("coalesce(f.did, o.did) = ?", name.get());
        }
        filters.whole("type").ifPresent(type -> look.wanted().and("t.type = ?", type));
        filters.text("site").ifPresent(site -> look.wanted().and("t.site = ?", site));
        filters.text("entry").ifPresent(entry -> look.wanted().and("t.entry = ?", entry));
        filters.text("rse").ifPresent(rse -> look.wanted().and("t.rse = ?", rse));
        filters.whole("exit_code").ifPresent(code -> look.wanted().and("t.exit_code = ?", code));
        return events(look, filters, each);
    }

    /** A row is as many events as it is long, of which the page before may have shown some. */
    private static String behind(TableFilters filters) {
        long after = filters.after();
        return filters.order() == TableFilters.Order.OLDEST && after > 0
                ? "t.event_id > " + (after - Block.FILES) + " and t.event_id + t.length - 1 > " + after
                : filters.behind("t.event_id");
    }

    private Page<EventRow> events(Look look, TableFilters filters, BoundConditions each) throws JournalUnavailable {
        filters.finish();
        Look.Seen seen = seen(look);
        BoundConditions asked = BoundConditions.of((Object) array(seen.ids())).then(each);
        List<Tables.Numbered<EventRow>> rows = tables.all(
                TableSql.EVENTS + filters.behind("e.event_id + n.place") + " and " + each.where()
                        + " order by e.event_id " + filters.order().sql() + ", n.place "
                        + filters.order().sql() + " limit " + (filters.limit() + 1),
                asked,
                TableRows::event);
        if (rows.size() > filters.limit()) {
            List<Tables.Numbered<EventRow>> shown = rows.subList(0, filters.limit());
            return page(shown, OptionalLong.of(shown.get(shown.size() - 1).id()));
        }
        // Of the row at the edge all events were shown, if any: behind whichever is further the next page begins.
        OptionalLong last = rows.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(rows.get(rows.size() - 1).id());
        OptionalLong edge =
                seen.ids().size() > filters.limit() ? OptionalLong.of(seen.ids().get(filters.limit())) : seen.edge();
        return page(rows, edge.isEmpty() ? edge : further(filters.order(), edge.getAsLong(), last));
    }

    private static OptionalLong further(TableFilters.Order order, long edge, OptionalLong shown) {
        long last = shown.orElse(edge);
        return OptionalLong.of(order == TableFilters.Order.OLDEST ? Math.max(edge, last) : Math.min(edge, last));
    }

    private <R> Page<R> page(
            Look look, TableFilters filters, String sql, String id, Tables.Row<Tables.Numbered<R>> reading)
            throws JournalUnavailable {
        filters.finish();
        Look.Seen seen = seen(look);
        boolean more = seen.ids().size() > filters.limit();
        List<Long> shown = more ? seen.ids().subList(0, filters.limit()) : seen.ids();
        return page(
                tables.all(
                        sql + id + " = any(?) order by " + id + " "
                                + filters.order().sql(),
                        BoundConditions.of((Object) array(shown)),
                        reading),
                more ? OptionalLong.of(shown.get(shown.size() - 1)) : seen.edge());
    }

    private static <R> Page<R> page(List<Tables.Numbered<R>> rows, OptionalLong next) {
        return new Page<>(
                rows.stream().map(Tables.Numbered::row).toList(),
                next.isPresent() ? Optional.of(Long.toString(next.getAsLong())) : Optional.empty());
    }

    private Look.Seen seen(Look look) throws JournalUnavailable {
        return tables.all(look.sql(), look.values(), Look::read).get(0);
    }

    private static long[] array(List<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    private long[] ids(String sql, Object... bound) throws JournalUnavailable {
        return array(new ArrayList<>(
                tables.all(sql + " limit " + MAX_NAMESAKES, BoundConditions.of(bound), row -> row.getLong(1))));
    }

    /** The index of a stage's rows is by stage, so that those of a workflow are read stage by stage. */
    private static Look byStages(Look look, TableFilters.Scope scope) {
        if (scope.workflow().isEmpty()) {
            scope.narrow(look.wanted());
            return look;
        }
        long[] stages = scope.stage().isPresent() ? new long[] {scope.stage().getAsInt()} : STAGES;
        return look.in(
                stages,
                "t.workflow_id = ? and t.stage_id = s.part",
                scope.workflow().getAsInt());
    }

    private static TableFilters filters(Map<String, String> given, String... own) {
        Set<String> known = new HashSet<>(Set.of(own));
        known.addAll(Set.of("after", "limit", "order"));
        return new TableFilters(given, known);
    }
}
