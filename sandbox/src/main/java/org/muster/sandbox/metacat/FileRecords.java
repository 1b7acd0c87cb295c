package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.util.RawValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records MetaCat answers with, and the columns they are made of. */
final class FileRecords {

    private static final String WITH_PROVENANCE = """
            , (select coalesce(json_agg(json_build_object('fid', l.parent_fid) order by l.parent_fid), '[]')
               from metacat_links l where l.child_fid = f.fid) as parents
            , (select coalesce(json_agg(json_build_object('fid', l.child_fid) order by l.child_fid), '[]')
               from metacat_links l where l.parent_fid = f.fid) as children
            """;
    private static final String WITH_DATASETS = """
            , (select coalesce(json_agg(json_build_object('namespace', d.namespace, 'name', d.name)), '[]')
               from metacat_dataset_files m join metacat_datasets d on d.id = m.dataset_id where m.fid = f.fid) as datasets
            """;

    private FileRecords() {}

    /** What of a file is wanted besides its attributes. */
    enum Part {
        METADATA,
        PROVENANCE,
        DATASETS
    }

    /** For the table {@code metacat_files} named {@code f}. */
    static String columns(List<Part> parts) {
        return "f.*"
                + (parts.contains(Part.PROVENANCE) ? WITH_PROVENANCE : "")
                + (parts.contains(Part.DATASETS) ? WITH_DATASETS : "");
    }

    static Map<String, Object> file(ResultSet row, List<Part> parts) throws SQLException {
        Line line = new Line(row)
                .texts("fid", "namespace", "name")
                .flags("retired")
                .texts("retired_by", "updated_by")
                .times("retired_timestamp", "updated_timestamp", "created_timestamp")
                .json("checksums");
        Map<String, Object> file = line.record();
        Optional.ofNullable(row.getObject("size", Long.class)).ifPresent(size -> file.put("size", size));
        Optional.ofNullable(row.getString("creator")).ifPresent(creator -> file.put("creator", creator));
        if (parts.contains(Part.METADATA)) {
            line.json("metadata");
        }
        if (parts.contains(Part.PROVENANCE)) {
            line.json("parents", "children");
        }
        if (parts.contains(Part.DATASETS)) {
            line.json("datasets");
        }
        return file;
    }

    static Map<String, Object> dataset(ResultSet row) throws SQLException {
        return new Line(row)
                .texts("namespace", "name")
                .flags("frozen", "monotonic")
                .json("metadata")
                .texts("creator")
                .times("created_timestamp")
                .json("file_meta_requirements")
                .texts("description")
                .numbers("file_count")
                .times("updated_timestamp")
                .texts("updated_by")
                .record();
    }

    static Map<String, Object> namespace(ResultSet row) throws SQLException {
        return new Line(row)
                .texts("name", "owner_user", "owner_role", "creator", "description")
                .times("created_timestamp")
                .record();
    }

    static Map<String, Object> namedQuery(ResultSet row) throws SQLException {
        return new Line(row)
                .texts("namespace", "name", "source", "creator")
                .times("created_timestamp")
                .texts("description")
                .json("metadata")
                .record();
    }

    /** Columns of a row become keys of the same names, in the order that MetaCat writes them. */
    private record Line(ResultSet row, Map<String, Object> record) {
        Line(ResultSet row) {
            this(row, new LinkedHashMap<>());
        }

        private interface Reading {
            @Nullable
            Object of(String column) throws SQLException;
        }

        private Line put(Reading reading, String... columns) throws SQLException {
            for (String column : columns) {
                record.put(column, reading.of(column));
            }
            return this;
        }

        Line texts(String... columns) throws SQLException {
            return put(row::getString, columns);
        }

        Line flags(String... columns) throws SQLException {
            return put(row::getBoolean, columns);
        }

        Line numbers(String... columns) throws SQLException {
            return put(row::getLong, columns);
        }

        Line times(String... columns) throws SQLException {
            return put(column -> MetaCatJson.seconds(row.getObject(column, OffsetDateTime.class)), columns);
        }

        /** Stored JSON goes out as it is, unparsed. */
        Line json(String... columns) throws SQLException {
            return put(column -> new RawValue(row.getString(column)), columns);
        }
    }
}
