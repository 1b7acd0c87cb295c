package org.muster.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Stands in for a process of the platform: serves its port, and is as healthy as the file {@code behaviour} in its data
 * directory says: {@code die}, {@code never} (healthy), or healthy if there is none.
 */
public final class StandIn {
    private static final int DEATH = 3;

    private StandIn() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> environment = System.getenv();
        Path file = Path.of(environment.getOrDefault("MUSTER_DATA_DIR", ".")).resolve("behaviour");
        String behaviour = Files.exists(file) ? Files.readString(file).strip() : "";
        System.out.println("stand-in with behaviour '" + behaviour + "'");
        if (behaviour.equals("die")) {
            System.exit(DEATH);
        }
        int status = behaviour.equals("never") ? 503 : 200;
        HttpServer server = HttpServer.create(
                new InetSocketAddress(
                        java.net.InetAddress.getLoopbackAddress(),
                        Integer.parseInt(environment.getOrDefault("MUSTER_PORT", "0"))),
                0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }
}
