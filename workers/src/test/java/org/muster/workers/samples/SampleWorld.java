package org.muster.workers.samples;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Problem;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.SampleCut;
import org.muster.protocol.platform.SampleFile;
import org.muster.protocol.platform.SampleManifest;
import org.muster.protocol.platform.SampleRow;
import org.muster.workers.fakes.FakeCatalogues;
import org.muster.workers.fakes.FakeServer;

/** A webapp with a campaign over data, MetaCat with files and their metadata, and Rucio. */
final class SampleWorld implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    final List<SampleRow> samples = new ArrayList<>();
    final Map<String, List<Did>> lists = new TreeMap<>();
    final Map<Integer, List<SampleFile>> pieces = new TreeMap<>();
    final Map<String, SampleManifest> frozen = new TreeMap<>();
    final List<Problem> problems = new ArrayList<>();
    /** Files of the one MetaCat dataset, by name, with their metadata as JSON. */
    final Map<String, String> metadata = new LinkedHashMap<>();

    boolean datasetFrozen;
    final FakeCatalogues rucio = new FakeCatalogues();
    final FakeServer platform = new FakeServer(this::platform);
    final FakeServer metacat = new FakeServer(this::metacat);

    FreezeSamples worker() {
        return new FreezeSamples(
                new PlatformClient(new ApiClient("webapp", platform.url(), () -> "token")),
                new MetaCatClient(
                        metacat.url(), MetaCatAuth.bearer(metacat.url(), "muster", () -> "token", Clock.systemUTC())),
                rucio.rucioClient(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    void sample(String name, String source, SampleRow.Order order) {
        samples.add(new SampleRow(name, source, order, Optional.empty()));
    }

    private synchronized Object platform(FakeServer.Request request) {
        String[] path = request.path().replaceAll("\\?.*", "").split("/", -1);
        if (path.length == 5) {
            return samples.stream()
                    .map(row -> new SampleRow(
                            row.sample(), row.source(), row.order(), Optional.ofNullable(frozen.get(row.sample()))))
                    .toList();
        }
        switch (path[6]) {
            case "listed" -> {
                long skip = Long.parseLong(request.path().replaceAll(".*skip=", ""));
                return lists.getOrDefault(path[5], List.of()).stream()
                        .skip(skip)
                        .toList();
            }
            case "pieces" -> {
                pieces.put(
                        Integer.valueOf(path[7]), Json.mapper().convertValue(request.body(), new TypeReference<>() {}));
                return new FakeServer.Status(204, "");
            }
            default -> {
                if (problems.isEmpty()) {
                    frozen.put(path[5], Json.mapper().convertValue(request.body(), SampleManifest.class));
                }
                return new SampleCut(problems);
            }
        }
    }

    private synchronized Object metacat(FakeServer.Request request) {
        String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
        if (path.startsWith("/data/query")) {
            if (!request.body().asText().startsWith("files from toy:raw")) {
                return new FakeServer.Status(400, "no query");
            }
            return path.contains("summary=count")
                    ? Map.of("count", metadata.size(), "total_size", 0)
                    : metadata.keySet().stream().map(name -> file(name) + "\n").collect(Collectors.joining());
        }
        if (path.startsWith("/data/files")) {
            List<String> found = new ArrayList<>();
            for (JsonNode asked : request.body()) {
                String name = asked.path("namespace").asText() + ":"
                        + asked.path("name").asText();
                if (metadata.containsKey(name)) {
                    found.add(file(name));
                }
            }
            return "[" + String.join(",", found) + "]";
        }
        if (path.startsWith("/data/dataset") && path.endsWith("toy:raw")) {
            return Map.of("frozen", datasetFrozen, "file_count", metadata.size(), "metadata", Map.of());
        }
        return new FakeServer.Status(404, "not found");
    }

    private String file(String name) {
        return "{\"fid\":\"f\",\"namespace\":\"" + name.replace(":", "\",\"name\":\"") + "\",\"size\":10,\"metadata\":"
                + metadata.getOrDefault(name, "{}") + "}";
    }

    @Override
    public void close() {
        rucio.close();
        platform.close();
        metacat.close();
    }
}
