package org.muster.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One connection that is kept, with as little work for each request as there can be: the driver shares the processors. */
public final class KeepAlive implements Closeable {
    private static final int MAX_LINE = 8192;
    private static final int STATUS_BEGIN = 9;
    private static final int STATUS_END = 12;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] line = new byte[MAX_LINE];

    public KeepAlive(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), MAX_LINE);
        out = socket.getOutputStream();
    }

    public record Reply(int status, String text) {}

    public Reply post(String path, String body) throws IOException {
        return post(path, "", body);
    }

    /** @param headers each with its end of line */
    Reply post(String path, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: " + bytes.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        out.write(request);
        return read();
    }

    private Reply read() throws IOException {
        String first = readLine();
        int status = Integer.parseInt(first.substring(STATUS_BEGIN, STATUS_END));
        int length = 0;
        String header = readLine();
        while (!header.isEmpty()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            header = readLine();
        }
        return new Reply(status, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private String readLine() throws IOException {
        int size = 0;
        int next = in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException("the allocator closed the connection");
            }
            line[size++] = (byte) next;
            next = in.read();
        }
        return new String(line, 0, size > 0 && line[size - 1] == '\r' ? size - 1 : size, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
