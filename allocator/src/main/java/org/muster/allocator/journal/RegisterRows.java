package org.muster.allocator.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsToRegister;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.http.Json;

/** Reads outputs for the registrar, each with what its workflow's order says about it. */
final class RegisterRows implements Tables.Row<OutputToRegister> {
    /** Rows of one answer are mostly of few workflows, and their orders are long. */
    private final Map<Integer, WorkflowOrder> orders = new HashMap<>();

    @Override
    public OutputToRegister read(ResultSet row) throws SQLException {
        OutputRecord output = OutputColumns.read(row);
        StageRef stage = output.stage();
        WorkflowOrder order = order(stage, row.getString("document"));
        OutputPattern pattern = order.stages().get(stage.stage() - 1).outputs().stream()
                .filter(each -> each.patternId() == output.patternId())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no pattern " + output.patternId() + " in " + stage));
        return new OutputToRegister(
                output.id(),
                stage,
                output.patternId(),
                pattern.filePattern(),
                output.did(),
                output.sizeBytes(),
                output.adler32().map(Adler32Sum::new),
                new RseName(there(output.rse(), "RSE")),
                there(output.pfn(), "address"),
                pattern.destination(),
                output.dataset(),
                output.datasetNumber(),
                pattern.rseExpression(),
                pattern.lifetimeSeconds(),
                order.quotaName(),
                order.owner(),
                order.campaign(),
                new JobsubId(row.getString("jobsub_id")),
                new SiteName(row.getString("site")),
                parents(row),
                json(row.getString("metadata"), new TypeReference<>() {}),
                there(output.confirmedAt(), "time of confirmation"),
                output.registeredAt());
    }

    private static <T> T there(Optional<T> value, String what) {
        return value.orElseThrow(() -> new IllegalStateException("it has no " + what));
    }

    /** Whatever stands in a row, the others of its list can be registered. Answers the output's number. */
    long readInto(ResultSet row, List<OutputToRegister> outputs, List<OutputsToRegister.Unreadable> unreadable)
            throws SQLException {
        long id = row.getLong("output_id");
        try {
            outputs.add(read(row));
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            unreadable.add(new OutputsToRegister.Unreadable(
                    id, Cells.stage(row), row.getString("did"), String.valueOf(e.getMessage())));
        }
        return id;
    }

    private WorkflowOrder order(StageRef stage, String document) {
        WorkflowOrder known = orders.get(stage.workflow().number());
        if (known != null) {
            return known;
        }
        WorkflowOrder order =
                json(document, new TypeReference<StoredOrder>() {}).order();
        orders.put(stage.workflow().number(), order);
        return order;
    }

    /** What the job said; if nothing, the inputs it processed. */
    private static List<Did> parents(ResultSet row) throws SQLException {
        List<Did> said = json(row.getString("parents"), new TypeReference<>() {});
        if (!said.isEmpty()) {
            return said;
        }
        Array inputs = row.getArray("inputs");
        return Arrays.stream((String[]) inputs.getArray()).map(Did::parse).toList();
    }

    private static <T> T json(String text, TypeReference<T> type) {
        try {
            return Json.mapper().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document is not readable", e);
        }
    }
}
