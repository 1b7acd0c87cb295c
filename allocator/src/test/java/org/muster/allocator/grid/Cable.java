package org.muster.allocator.grid;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection to PostgreSQL that can be cut and mended. */
public final class Cable implements AutoCloseable {
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean whole = true;

    public Cable() {
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        background(this::accept);
    }

    /** The same database through this cable. */
    String through(String jdbcUrl) {
        int begin = jdbcUrl.lastIndexOf(':') + 1;
        int end = jdbcUrl.indexOf('/', begin);
        target = Integer.parseInt(jdbcUrl.substring(begin, end));
        return "jdbc:postgresql://127.0.0.1:" + entrance.getLocalPort() + jdbcUrl.substring(end);
    }

    public void cut() {
        whole = false;
        sockets.forEach(Cable::close);
        sockets.clear();
    }

    public void mend() {
        whole = true;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket near = entrance.accept();
                if (!whole) {
                    close(near);
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(near);
                sockets.add(far);
                background(() -> pump(near, far));
                background(() -> pump(far, near));
            } catch (IOException e) {
                return; // the entrance is closed
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] block = new byte[8192];
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                out.write(block, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            close(to); // cut
        }
    }

    private static void background(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
