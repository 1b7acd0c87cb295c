package org.muster.agents.registrar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.muster.agents.storage.Storages;
import org.muster.agents.storage.StoredFile;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsToRead;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Asks the storages for the checksums that jobs did not tell, of many outputs at once. */
final class Checksums {
    /** Calls under way, of all storages together. */
    static final int AT_ONCE = 16;

    private final AllocatorClient allocator;
    private final Storages storages = new Storages();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, threads());

    Checksums(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    private static CustomizableThreadFactory threads() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("agent-registrar-checksum-");
        threads.setDaemon(true);
        return threads;
    }

    /**
     * These outputs, each with its checksum.
     *
     * @param reasons is told why the others have none
     */
    List<OutputToRegister> complete(List<OutputToRegister> outputs, Map<Long, String> reasons) {
        Map<Long, OutputToRegister> read = new TreeMap<>();
        List<OutputToRegister> left = outputs.stream().filter(Checksums::lacks).toList();
        // A storage that does not answer is asked once only, and why.
        Map<String, String> silent = new ConcurrentHashMap<>();
        while (!left.isEmpty()) {
            OutputsToRead readable = allocator.outputsToRead(left.stream()
                    .limit(AllocatorClient.MAX_IDS)
                    .map(OutputToRegister::outputId)
                    .toList());
            List<OutputToRegister> some = left.stream()
                    .filter(output -> readable.outputIds().contains(output.outputId()))
                    .toList();
            if (some.isEmpty() || readable.storageToken().isEmpty()) {
                left.forEach(output -> reasons.put(
                        output.outputId(),
                        "its job told no checksum, and there is no token to read it at the storage"));
                break;
            }
            look(some, readable.storageToken().get(), silent).forEach(looked -> {
                looked.output().ifPresent(output -> read.put(output.outputId(), output));
                looked.problem().ifPresent(problem -> reasons.put(looked.outputId(), problem));
            });
            left = left.stream().filter(output -> !some.contains(output)).toList();
        }
        return outputs.stream()
                .filter(output -> !lacks(output) || read.containsKey(output.outputId()))
                .map(output -> read.getOrDefault(output.outputId(), output))
                .toList();
    }

    /** What goes to a URL of the user's own needs none. */
    private static boolean lacks(OutputToRegister output) {
        return output.adler32().isEmpty() && output.destination() != OutputPattern.Destination.URL;
    }

    private record Looked(long outputId, Optional<OutputToRegister> output, Optional<String> problem) {
        static Looked at(OutputToRegister output) {
            return new Looked(output.outputId(), Optional.of(output), Optional.empty());
        }

        static Looked problem(OutputToRegister output, String problem) {
            return new Looked(output.outputId(), Optional.empty(), Optional.of(problem));
        }
    }

    private List<Looked> look(List<OutputToRegister> outputs, String token, Map<String, String> silent) {
        List<Looked> looked = new ArrayList<>();
        try {
            for (Future<Looked> each : threads.invokeAll(outputs.stream()
                    .map(output -> (Callable<Looked>) () -> look(output, token, silent))
                    .toList())) {
                looked.add(each.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExternalSystemUnavailable("storage", "interrupted while checksums were read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return looked;
    }

    private Looked look(OutputToRegister output, String token, Map<String, String> silent) {
        String pfn = output.pfn();
        if (!Storages.reaches(pfn)) {
            return unread(output, "it takes no WebDAV");
        }
        String known = silent.get(Storages.host(pfn));
        if (known != null) {
            return unread(output, known);
        }
        try {
            return judge(output, storages.look(pfn, token));
        } catch (Storages.Refused e) {
            return unread(output, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            silent.put(Storages.host(pfn), reason);
            return unread(output, reason);
        } catch (IllegalArgumentException e) {
            return unread(output, "that is no address");
        }
    }

    private static Looked unread(OutputToRegister output, String why) {
        return Looked.problem(
                output, "its job told no checksum, and it cannot be read at " + output.pfn() + ": " + why);
    }

    private static Looked judge(OutputToRegister output, StoredFile stored) {
        if (stored.sizeBytes().orElse(output.sizeBytes()) != output.sizeBytes()) {
            return Looked.problem(
                    output,
                    String.format(
                            Locale.ROOT,
                            "its job confirmed %d bytes, and %s has %d",
                            output.sizeBytes(),
                            output.pfn(),
                            stored.sizeBytes().getAsLong()));
        }
        return stored.checksum()
                .map(sum -> Looked.at(output.with(sum)))
                .orElseGet(() -> Looked.problem(
                        output,
                        "neither its job nor the storage tells a checksum, which the catalogues want: compute it of "
                                + output.pfn() + " and register the file by hand"));
    }
}
