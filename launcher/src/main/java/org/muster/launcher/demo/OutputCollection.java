package org.muster.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowDetail;

/** Gets the final outputs of a workflow from storage, as anybody with a token could. */
final class OutputCollection {
    /** The demo's campaign has a dozen; far more would be a mistake. */
    private static final int MAX_OUTPUTS = 2000;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final PlatformClient platform;
    private final Supplier<String> storageToken;
    private final HttpClient http;

    OutputCollection(PlatformClient platform, Supplier<String> storageToken) {
        this.platform = platform;
        this.storageToken = storageToken;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** The last stage's outputs as files in this directory. */
    List<Path> download(WorkflowDetail workflow, Path directory) throws InterruptedException {
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(directory);
            for (OutputRow output : outputs(workflow)) {
                Path file = directory.resolve(output.did().name().replace('/', '_'));
                download(output, file);
                files.add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the outputs in " + directory, e);
        }
        return files;
    }

    private List<OutputRow> outputs(WorkflowDetail workflow) {
        StageRef last =
                new StageRef(workflow.workflow().workflow(), workflow.stages().size());
        return Page.all(
                        after -> platform.outputs(
                                last.workflow(), Map.of("limit", Integer.toString(MAX_OUTPUTS), "after", after)),
                        MAX_OUTPUTS)
                .filter(output -> output.stage().equals(last) && output.state() == OutputFileState.OUTPUT)
                .toList();
    }

    private void download(OutputRow output, Path file) throws IOException, InterruptedException {
        String pfn = output.pfn().orElseThrow(() -> new DemoLost("Nobody knows where " + output.did() + " lies"));
        URI address = URI.create(pfn.replaceFirst("^davs:", "https:").replaceFirst("^dav:", "http:"));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + storageToken.get())
                .GET()
                .build();
        HttpResponse<Path> response = http.send(request, BodyHandlers.ofFile(file));
        if (response.statusCode() != 200) {
            throw new DemoLost("Storage answers " + response.statusCode() + " for " + output.did() + " at " + pfn);
        }
    }
}
