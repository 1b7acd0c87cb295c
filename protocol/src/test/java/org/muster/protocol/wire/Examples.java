package org.muster.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Problem;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

/** One of each record, with something in every field: the same each time, and sound where a record looks at itself. */
final class Examples {
    private static final Map<Type, Object> VALUES = new HashMap<>(Map.ofEntries(
            Map.entry(int.class, 7),
            Map.entry(Integer.class, 7),
            Map.entry(long.class, 7_000_000_000L),
            Map.entry(Long.class, 7_000_000_000L),
            Map.entry(double.class, 0.75),
            Map.entry(Double.class, 0.75),
            Map.entry(boolean.class, true),
            Map.entry(Instant.class, Instant.parse("2026-11-22T20:00:00Z")),
            Map.entry(WorkflowId.class, new WorkflowId(12)),
            Map.entry(CampaignId.class, new CampaignId(3)),
            Map.entry(StageRef.class, StageRef.of(12, 1)),
            Map.entry(Did.class, new Did("usertests", "a.root")),
            Map.entry(Adler32Sum.class, new Adler32Sum("0a1b2c3d")),
            Map.entry(JobsubId.class, new JobsubId("34.0@sched.example")),
            Map.entry(SiteName.class, new SiteName("UK_North")),
            Map.entry(RseName.class, new RseName("UK_NORTH_DISK")),
            Map.entry(Distance.class, new Distance(30)),
            Map.entry(JsonNode.class, JsonNodeFactory.instance.objectNode().put("core.event_count", 5)),
            Map.entry(Problem.class, Problem.at("mql", "is empty", "write one"))));

    /** Fields whose records take only some values. */
    private static final Map<String, Object> SOUND = Map.of(
            "GpuNeed.computeCapability",
            "7.5",
            "InputManifest.digest",
            "0123456789abcdef".repeat(4),
            "Refinding.intervalSeconds",
            3_600,
            "StageOrder.stage",
            1);

    private Examples() {}

    static Object of(Class<?> type) {
        Object[] values = Stream.of(type.getRecordComponents())
                .map(component -> SOUND.getOrDefault(
                        type.getSimpleName() + "." + component.getName(),
                        value(component.getGenericType(), component.getName())))
                .toArray();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + ": give a sound value for its fields", e);
        }
    }

    private static Object value(Type type, String name) {
        if (VALUES.containsKey(type)) {
            return VALUES.get(type);
        }
        if (type == String.class) {
            return name + " in words";
        }
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return Optional.of(value(of[0], name));
            }
            if (generic.getRawType() == List.class) {
                return List.of(value(of[0], name));
            }
            if (generic.getRawType() == Map.class) {
                return Map.of(value(of[0], "key"), value(of[1], name));
            }
        }
        if (type instanceof Class<?> known && known.isEnum()) {
            return known.getEnumConstants()[0];
        }
        if (type instanceof Class<?> known && known.isRecord()) {
            return of(known);
        }
        throw new IllegalStateException("say here what an example of " + type + " is");
    }
}
