package org.muster.sandbox.metacat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.metacat.mql.Mql;
import org.muster.sandbox.metacat.mql.QualifiedName;
import org.muster.sandbox.metacat.mql.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a body names a file: by its id, by namespace and name, or by both in one text. */
sealed interface FileSpec {

    record ByFid(String fid) implements FileSpec {}

    record ByName(QualifiedName name) implements FileSpec {}

    static List<FileSpec> of(JsonNode list) {
        List<FileSpec> specs = new ArrayList<>(list.size());
        MetaCatJson.items(list).forEach(item -> specs.add(one(item)));
        return specs;
    }

    static FileSpec one(JsonNode item) {
        if (item.isTextual()) {
            return new ByFid(item.textValue());
        }
        Optional<String> fid = MetaCatJson.text(item, "fid");
        Optional<String> did = MetaCatJson.text(item, "did");
        Optional<String> namespace = MetaCatJson.text(item, "namespace");
        Optional<String> name = MetaCatJson.text(item, "name");
        if (fid.isPresent()) {
            return new ByFid(fid.get());
        }
        if (did.isPresent()) {
            return new ByName(MetaCatCall.did(did.get()));
        }
        if (namespace.isEmpty() || name.isEmpty()) {
            throw MetaCatRefusal.text(400, "Either fid, did or namespace and name must be given");
        }
        return new ByName(new QualifiedName(namespace.get(), name.get()));
    }

    /** Known files among them, unknown ones left out. */
    static Map<FileSpec, String> resolve(JdbcClient jdbc, List<FileSpec> specs) {
        List<String> fids = new ArrayList<>();
        List<String> namespaces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (FileSpec spec : specs) {
            if (spec instanceof ByFid byFid) {
                fids.add(byFid.fid());
            } else if (spec instanceof ByName byName) {
                namespaces.add(byName.name().namespace());
                names.add(byName.name().name());
            }
        }
        Map<FileSpec, String> found = new LinkedHashMap<>();
        if (!fids.isEmpty()) {
            jdbc.sql("select fid from metacat_files where fid = any(:fids)")
                    .param("fids", fids.toArray(new String[0]))
                    .query(String.class)
                    .list()
                    .forEach(fid -> found.put(new ByFid(fid), fid));
        }
        if (!names.isEmpty()) {
            jdbc.sql("""
                            select f.fid, f.namespace, f.name
                            from unnest(cast(:namespaces as text[]), cast(:names as text[])) as a (namespace, name)
                            join metacat_files f on f.namespace = a.namespace and f.name = a.name
                            """)
                    .param("namespaces", namespaces.toArray(new String[0]))
                    .param("names", names.toArray(new String[0]))
                    .query((row, number) -> found.put(
                            new ByName(new QualifiedName(row.getString(2), row.getString(3))), row.getString(1)))
                    .list();
        }
        return found;
    }

    static List<String> fids(JdbcClient jdbc, List<FileSpec> specs) {
        return List.copyOf(resolve(jdbc, specs).values());
    }

    static Mql.Compiled.Files asQuery(List<String> fids) {
        return new Mql.Compiled.Files(
                new Sql("select f.fid, f.created_timestamp from metacat_files f where f.fid = any(?)", List.of((Object)
                        fids.toArray(new String[0]))),
                "");
    }
}
