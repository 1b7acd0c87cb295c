package org.muster.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.Json;

/** Slots of pilots that bind late, so many and no more, at the sites of the sandbox in turn. Each makes as many outputs as it got files. */
public final class LateSlots {
    /** Of the sandbox, with a storage of its own each. */
    private enum Place {
        NORTH("UK_North", "UK_NORTH_DISK"),
        SOUTH("UK_South", "UK_SOUTH_DISK");

        private final String site;
        private final String storage;

        Place(String site, String storage) {
            this.site = site;
            this.storage = storage;
        }
    }

    private final String name;
    private final String group;
    private final int slots;
    private final int filesEach;
    private final Supplier<String> token;
    private final Clock clock;
    private final AtomicInteger taken = new AtomicInteger();
    private volatile Optional<Example> example = Optional.empty();

    /**
     * @param name part of every job's id, different for every run on one platform
     * @param group whose slots they are
     * @param filesEach at most, of one job
     * @param token of who may bring slots, asked before every bind
     */
    public LateSlots(String name, String group, int slots, int filesEach, Supplier<String> token, Clock clock) {
        this.name = name;
        this.group = group;
        this.slots = slots;
        this.filesEach = filesEach;
        this.token = token;
        this.clock = clock;
    }

    /** One of the jobs, for whoever wants to look at it. */
    public record Example(String job, String site, String entry, String storage, String file, String output) {}

    /** Empty before the first job is bound. */
    public Optional<Example> example() {
        return example;
    }

    Optional<Slot> next() {
        int number = taken.getAndIncrement();
        return number < slots ? Optional.of(new Slot(number)) : Optional.empty();
    }

    final class Slot {
        private final JobsubId id;
        private final Place place;

        private Slot(int number) {
            id = new JobsubId(number + ".0@" + name);
            place = Place.values()[number % Place.values().length];
        }

        private String entry() {
            return place.site + "-CE";
        }

        KeepAlive.Reply bind(KeepAlive connection) throws IOException {
            PilotJob.Request request = PilotJob.bind(id, place.site, entry(), group, filesEach);
            return connection.post(request.path(), "Authorization: Bearer " + token.get() + "\r\n", request.body());
        }

        Bound bound(String reply) {
            JsonNode told = tree(reply);
            List<String> files = new ArrayList<>();
            told.path("files").forEach(file -> files.add(file.path(0).asText()));
            StageRef stage = new StageRef(
                    new WorkflowId(told.path("workflow_id").asInt()),
                    told.path("stage_id").asInt());
            Bound bound = new Bound(new PilotJob(id, stage, place.site, clock), files, place.storage);
            if (example.isEmpty()) {
                example = Optional.of(new Example(
                        id.value(),
                        place.site,
                        entry(),
                        place.storage,
                        files.get(0),
                        bound.outputs().get(0)));
            }
            return bound;
        }
    }

    private static JsonNode tree(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }

    /** A job with its files. */
    record Bound(PilotJob job, List<String> given, String storage) {
        int files() {
            return given.size();
        }

        List<String> outputs() {
            String stem = "whole-" + job.name().replace('@', '-') + "-";
            return IntStream.range(0, files())
                    .mapToObj(number -> stem + number + ".root")
                    .toList();
        }

        PilotJob.Request record() {
            return job.record(given, outputs());
        }

        PilotJob.Request confirm() {
            return job.confirm(outputs(), storage);
        }
    }
}
