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
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("fid", row.getString("fid"));
        file.put("namespace", row.getString("namespace"));
        file.put("name", row.getString("name"));
        file.put("retired", row.getBoolean("retired"));
        file.put("retired_by", row.getString("retired_by"));
        file.put("updated_by", row.getString("updated_by"));
        file.put("retired_timestamp", time(row, "retired_timestamp"));
        file.put("updated_timestamp", time(row, "updated_timestamp"));
        file.put("created_timestamp", time(row, "created_timestamp"));
        file.put("checksums", json(row, "checksums"));
        Optional.ofNullable(row.getObject("size", Long.class)).ifPresent(size -> file.put("size", size));
        Optional.ofNullable(row.getString("creator")).ifPresent(creator -> file.put("creator", creator));
        if (parts.contains(Part.METADATA)) {
            file.put("metadata", json(row, "metadata"));
        }
        if (parts.contains(Part.PROVENANCE)) {
            file.put("parents", json(row, "parents"));
            file.put("children", json(row, "children"));
        }
        if (parts.contains(Part.DATASETS)) {
            file.put("datasets", json(row, "datasets"));
        }
        return file;
    }

    static Map<String, Object> dataset(ResultSet row) throws SQLException {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("namespace", row.getString("namespace"));
        dataset.put("name", row.getString("name"));
        dataset.put("frozen", row.getBoolean("frozen"));
        dataset.put("monotonic", row.getBoolean("monotonic"));
        dataset.put("metadata", json(row, "metadata"));
        dataset.put("creator", row.getString("creator"));
        dataset.put("created_timestamp", time(row, "created_timestamp"));
        dataset.put("file_meta_requirements", json(row, "file_meta_requirements"));
        dataset.put("description", row.getString("description"));
        dataset.put("file_count", row.getLong("file_count"));
        dataset.put("updated_timestamp", time(row, "updated_timestamp"));
        dataset.put("updated_by", row.getString("updated_by"));
        return dataset;
    }

    static Map<String, Object> namespace(ResultSet row) throws SQLException {
        Map<String, Object> namespace = new LinkedHashMap<>();
        namespace.put("name", row.getString("name"));
        namespace.put("owner_user", row.getString("owner_user"));
        namespace.put("owner_role", row.getString("owner_role"));
        namespace.put("creator", row.getString("creator"));
        namespace.put("description", row.getString("description"));
        namespace.put("created_timestamp", time(row, "created_timestamp"));
        return namespace;
    }

    static Map<String, Object> namedQuery(ResultSet row) throws SQLException {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("namespace", row.getString("namespace"));
        query.put("name", row.getString("name"));
        query.put("source", row.getString("source"));
        query.put("creator", row.getString("creator"));
        query.put("created_timestamp", time(row, "created_timestamp"));
        query.put("description", row.getString("description"));
        query.put("metadata", json(row, "metadata"));
        return query;
    }

    /** Stored JSON goes out as it is, unparsed. */
    private static Object json(ResultSet row, String column) throws SQLException {
        return new RawValue(row.getString(column));
    }

    private static @Nullable Double time(ResultSet row, String column) throws SQLException {
        return MetaCatJson.seconds(row.getObject(column, OffsetDateTime.class));
    }
}
