package org.muster.sandbox.metacat.mql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Compiles queries for files: a source and the operations on it, from left to right. */
final class FileQueries {

    /** Named queries that name named queries, and so on. */
    private static final int MAX_NESTED_NAMES = 10;

    private final Words words;
    private final MqlScope scope;
    private final Conditions conditions;
    private final Datasets datasets;
    private final int depth;

    FileQueries(Words words, MqlScope scope, int depth) {
        this.words = words;
        this.scope = scope;
        this.conditions = new Conditions(words, QueriedTable.FILES);
        this.datasets = new Datasets(words);
        this.depth = depth;
    }

    Rows rows(MqlParser.FileQueryContext query) {
        Rows rows = source(query.source());
        List<MqlParser.OpContext> ops = query.op();
        boolean afterWhere = false;
        for (int i = 0; i < ops.size(); i++) {
            MqlParser.OpContext op = ops.get(i);
            if (op instanceof MqlParser.WhereContext where) {
                if (afterWhere) {
                    throw words.unexpected(where.getStart(), 0);
                }
                rows = where(rows, where.condition());
            } else if (op instanceof MqlParser.MinusContext minus) {
                Rows right = source(minus.source());
                if (minus.condition() != null) {
                    right = where(right, minus.condition());
                }
                rows = Rows.unordered(Sql.format(
                        "select t.fid, t.created_timestamp from (%s) t where not exists (select from (%s) r where r.fid = t.fid)",
                        rows.sql(), right.sql()));
            } else {
                // An order asked for after a limit holds before it already, up to the next condition.
                rows = slice(orderAhead(rows, ops.subList(i, ops.size())), op);
            }
            afterWhere = op instanceof MqlParser.WhereContext
                    || (op instanceof MqlParser.MinusContext minus && minus.condition() != null);
        }
        return rows;
    }

    private Rows orderAhead(Rows rows, List<MqlParser.OpContext> ops) {
        for (MqlParser.OpContext op : ops) {
            if (op instanceof MqlParser.WhereContext || op instanceof MqlParser.MinusContext) {
                return rows;
            }
            boolean orders = op instanceof MqlParser.OrderedContext || op instanceof MqlParser.SkipContext;
            if (orders) {
                // Explicit lists stay in the order of their ids and filters' results in theirs, whatever is asked.
                boolean given = rows.order() == Rows.Order.BY_FID || rows.order() == Rows.Order.BY_TURN;
                return given ? rows : rows.ordered(Rows.Order.BY_TIME);
            }
        }
        return rows;
    }

    private Rows slice(Rows rows, MqlParser.OpContext op) {
        if (op instanceof MqlParser.SkipContext skip) {
            return new Rows(rows.sorted(" offset ?", words.integer(skip.WORD().getSymbol())), rows.order());
        }
        if (op instanceof MqlParser.LimitContext limit) {
            return new Rows(
                    rows.sorted(
                            " limit ?", Math.max(0, words.integer(limit.WORD().getSymbol()))),
                    rows.order());
        }
        return rows;
    }

    private Rows where(Rows rows, MqlParser.ConditionContext condition) {
        Sql filtered = Sql.format(
                "select t.* from (%s) t join metacat_files f on f.fid = t.fid where %s",
                rows.sql(), conditions.of(condition).sql());
        return new Rows(filtered, rows.order());
    }

    private Rows source(MqlParser.SourceContext source) {
        if (source instanceof MqlParser.AllFilesContext) {
            return files("true");
        }
        if (source instanceof MqlParser.FromDatasetsContext from) {
            Sql ids = datasets.ids(from.dsSelector());
            Sql in = Sql.format("f.fid in (select m.fid from metacat_dataset_files m where m.dataset_id in (%s))", ids);
            return Rows.unordered(Sql.format(select("%s"), in));
        }
        if (source instanceof MqlParser.NamedQueryContext named) {
            return named(named.fileName());
        }
        if (source instanceof MqlParser.FileListContext list) {
            return fileList(list.fileName());
        }
        if (source instanceof MqlParser.FidListContext list) {
            // "fids" with no id behind it is "fid s": no blank is needed behind a keyword.
            String first = list.first == null ? "s" : words.name(list.first);
            String[] fids = Stream.concat(Stream.of(first), list.more.stream().map(words::name))
                    .toArray(String[]::new);
            return new Rows(
                    Sql.of("select f.fid, f.created_timestamp from metacat_files f where f.fid = any(?)", (Object)
                            fids),
                    Rows.Order.BY_FID);
        }
        return composed(source);
    }

    private Rows composed(MqlParser.SourceContext source) {
        if (source instanceof MqlParser.GroupContext group) {
            return rows(group.fileQuery());
        }
        if (source instanceof MqlParser.UnionContext union) {
            return combined(union.fileQuery(), " union ");
        }
        if (source instanceof MqlParser.JoinContext join) {
            return combined(join.fileQuery(), " intersect ");
        }
        if (source instanceof MqlParser.ParentsContext parents) {
            return relatives(parents.fileQuery(), "l.child_fid = t.fid", "f.fid = l.parent_fid");
        }
        if (source instanceof MqlParser.ChildrenContext children) {
            return relatives(children.fileQuery(), "l.parent_fid = t.fid", "f.fid = l.child_fid");
        }
        MqlParser.FilterContext filter = (MqlParser.FilterContext) source;
        return new Filters(words, conditions)
                .apply(filter, filter.fileQuery().stream().map(this::rows).toList());
    }

    private Rows combined(List<MqlParser.FileQueryContext> queries, String operator) {
        List<Sql> parts = new ArrayList<>();
        queries.forEach(query -> {
            Rows rows = rows(query);
            parts.add(Sql.format("(select t.fid, t.created_timestamp from (%s) t)", rows.sql()));
        });
        return Rows.unordered(Sql.join(parts, operator));
    }

    private Rows relatives(MqlParser.FileQueryContext query, String from, String to) {
        return Rows.unordered(Sql.format(
                "select f.fid, f.created_timestamp from (%s) t join metacat_links l on " + from
                        + " join metacat_files f on " + to + " where not f.retired",
                rows(query).sql()));
    }

    private Rows files(String condition) {
        return Rows.unordered(Sql.of(select(condition)));
    }

    private String select(String condition) {
        String alive = scope.retired() == MqlScope.Retired.INCLUDED ? "" : " and not f.retired";
        return "select f.fid, f.created_timestamp from metacat_files f where " + condition + alive;
    }

    /** A name without a namespace takes the default one or else that of the item before it. */
    private Rows fileList(List<MqlParser.FileNameContext> names) {
        List<Sql> pairs = new ArrayList<>();
        Optional<String> namespace = Optional.empty();
        for (MqlParser.FileNameContext context : names) {
            QualifiedName name = name(context, namespace);
            namespace = Optional.of(name.namespace());
            pairs.add(Sql.of("(?, ?)", name.namespace(), name.name()));
        }
        return new Rows(
                Sql.format(
                        "select f.fid, f.created_timestamp from metacat_files f where (f.namespace, f.name) in (%s)",
                        Sql.join(pairs, ", ")),
                Rows.Order.BY_FID);
    }

    private QualifiedName name(MqlParser.FileNameContext context, Optional<String> before) {
        if (context.word().size() == 2) {
            return new QualifiedName(
                    words.name(context.word(0).getStart()),
                    words.name(context.word(1).getStart()));
        }
        String name = words.name(context.getStart());
        String namespace = scope.defaultNamespace()
                .or(() -> before)
                .orElseThrow(() -> MqlError.compilation("No namespace is given for " + name));
        return new QualifiedName(namespace, name);
    }

    private Rows named(MqlParser.FileNameContext context) {
        if (context.word().size() < 2 && scope.defaultNamespace().isEmpty()) {
            throw MqlError.rule(
                    "named_query",
                    String.format(Locale.ROOT, "Named query None:%s not found", words.name(context.getStart())));
        }
        return named(name(context, Optional.empty()));
    }

    private Rows named(QualifiedName name) {
        String source = scope.namedQueries()
                .source(name)
                .orElseThrow(() ->
                        MqlError.rule("named_query", String.format(Locale.ROOT, "Named query %s not found", name)));
        if (depth >= MAX_NESTED_NAMES) {
            throw MqlError.rule("named_query", String.format(Locale.ROOT, "Named query %s nests too deep", name));
        }
        Parsing.Read read = stored(source);
        if (!(read.query() instanceof MqlParser.TopFilesContext files)) {
            throw MqlError.rule("named_query", String.format(Locale.ROOT, "Named query %s must be a file query", name));
        }
        return new FileQueries(read.words(), scope.withoutNamespace(), depth + 1).rows(files.fileQuery());
    }

    /** The text is not read before it is used. */
    private static Parsing.Read stored(String source) {
        try {
            return Parsing.of(source);
        } catch (MqlError e) {
            throw MqlError.rule("named_query", e.text().replaceFirst("^MQLSyntaxError", "MQL syntax Error"));
        }
    }
}
