package org.muster.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.cli.shell.Shell;

/** A home whose jars are stand-ins, and the command line to use it. PostgreSQL and the supervisor are the real ones. */
public final class StandInPlatform {
    private final Path directory;
    private final Path home;
    private final List<String> ports = new ArrayList<>();

    /** What a command answered. */
    public record Answer(int code, String out, String err) {}

    public StandInPlatform(Path directory) throws IOException {
        this.directory = directory;
        this.home = directory.resolve("home");
        for (String module : List.of("sandbox", "webapp", "allocator", "agents", "workers")) {
            jar(module, "org.muster.launcher.StandIn");
        }
        jar("launcher", "org.muster.launcher.Launcher");
        // Unpacking PostgreSQL for every test would be most of its time.
        Path shared =
                Files.createDirectories(Path.of("target", "postgres-binaries").toAbsolutePath());
        Files.createSymbolicLink(
                Files.createDirectories(home.resolve(".muster")).resolve("postgres-binaries"), shared);
        Path examples = Files.createDirectories(home.resolve("examples"));
        Files.writeString(examples.resolve("generate.jobscript"), "#!/bin/sh\n");
        for (String process : List.of("sandbox", "webapp", "allocator", "agents", "workers", "postgres")) {
            ports.add("--" + process + "-port");
            ports.add(Integer.toString(freePort()));
        }
    }

    public Path data() {
        return directory.resolve(".muster");
    }

    public int port(String process) {
        return Integer.parseInt(ports.get(ports.indexOf("--" + process + "-port") + 1));
    }

    public void behave(String process, String how) throws IOException {
        Files.writeString(Files.createDirectories(data().resolve(process)).resolve("behaviour"), how);
    }

    public Answer up(String... more) {
        List<String> args = new ArrayList<>(List.of("up"));
        args.addAll(ports);
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    public Answer run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> environment = new HashMap<>();
        environment.put("MUSTER_HOME", home.toString());
        Shell shell = new Shell(
                new PrintWriter(out), new PrintWriter(err), environment, directory, directory, Clock.systemUTC());
        int code = Launcher.run(shell, args);
        return new Answer(code, out.toString(), err.toString());
    }

    private void jar(String module, String main) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main);
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = home.resolve(module).resolve("target").resolve(module + "-exec.jar");
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream written = new JarOutputStream(file, manifest)) {
            written.finish();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
