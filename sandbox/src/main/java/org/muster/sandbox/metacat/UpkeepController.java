package org.muster.sandbox.metacat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is rarely done to a catalogue: counting a namespace, taking things out, moving files. */
@RestController
@RequestMapping("/metacat/data")
final class UpkeepController {

    private final JdbcClient jdbc;
    private final MetaCatAccess access;
    private final Upkeep upkeep;

    UpkeepController(JdbcClient jdbc, MetaCatAccess access, Upkeep upkeep) {
        this.jdbc = jdbc;
        this.access = access;
        this.upkeep = upkeep;
    }

    /** The real server stumbles over an unknown namespace. */
    @RequestMapping("/namespace_counts")
    ResponseEntity<byte[]> namespaceCounts(HttpServletRequest request) {
        return jdbc.sql("""
                        select (select count(*) from metacat_files f where f.namespace = n.name) as nfiles,
                               (select count(*) from metacat_datasets d where d.namespace = n.name) as ndatasets,
                               (select count(*) from metacat_queries q where q.namespace = n.name) as nqueries
                        from metacat_namespaces n where n.name = :name
                        """)
                .param("name", new MetaCatCall(request).required("name"))
                .query((row, number) -> MetaCatReply.json(
                        Map.of("nfiles", row.getLong(1), "ndatasets", row.getLong(2), "nqueries", row.getLong(3))))
                .optional()
                .orElseThrow(() -> MetaCatRefusal.text(500, "AttributeError: 'NoneType' object has no attribute"));
    }

    /** There are none: on the real server they are managed in its web pages only. */
    @RequestMapping("/categories")
    ResponseEntity<byte[]> categories() {
        return MetaCatReply.json(List.of());
    }

    @RequestMapping({"/category", "/category/{path}"})
    ResponseEntity<byte[]> category() {
        return MetaCatReply.text("null");
    }

    @RequestMapping("/remove_dataset")
    ResponseEntity<byte[]> removeDataset(HttpServletRequest request) {
        return removeDataset(request, new MetaCatCall(request).required("dataset"));
    }

    @RequestMapping("/remove_dataset/{dataset}")
    ResponseEntity<byte[]> removeDataset(HttpServletRequest request, @PathVariable("dataset") String dataset) {
        upkeep.removeDataset(
                access.require(new MetaCatCall(request), MetaCatAccess.Without.FAILED), MetaCatCall.did(dataset));
        return MetaCatReply.text("OK");
    }

    @RequestMapping("/delete_file")
    ResponseEntity<byte[]> deleteFile(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.FORBIDDEN);
        return MetaCatReply.json(Map.of("fid", upkeep.deleteFile(user, FileSpec.one(call.json()))));
    }

    @RequestMapping("/move_files")
    ResponseEntity<byte[]> moveFiles(HttpServletRequest request) {
        MetaCatCall call = new MetaCatCall(request);
        MetaCatAccess.User user = access.require(call, MetaCatAccess.Without.FORBIDDEN);
        return MetaCatReply.json(upkeep.moveFiles(user, call.json()));
    }
}
