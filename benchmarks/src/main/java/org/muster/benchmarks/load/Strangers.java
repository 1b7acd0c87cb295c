package org.muster.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many without a token, all at once and until closed. Some send a request's body a byte a second; some send bodies as large as
 * they are let. Who is sent away comes again a second later. One thread drives them all: the driver shares the processors.
 */
public final class Strangers implements AutoCloseable {
    /** Loopback addresses that are not the pilots': 127.0.0.2 and the next. */
    private static final int ADDRESSES = 20;

    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final long LOOK_MILLIS = 20;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final String CHUNK = Integer.toHexString(CHUNK_BYTES) + "\r\n" + "x".repeat(CHUNK_BYTES) + "\r\n";
    private static final List<String> PATHS =
            List.of("/api/allocator/get_file", "/api/control/workflows", "/api/allocator/record_results", "/nothing");

    private final int port;
    private final Selector selector;
    private final Thread thread;
    private final AtomicLong sentAway = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean over;

    /**
     * @param slow how many send slowly
     * @param large how many send much
     */
    public Strangers(int port, int slow, int large) {
        this.port = port;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector", e);
        }
        List<Stranger> all = new ArrayList<>();
        for (int number = 0; number < slow + large; number++) {
            all.add(number < slow ? new Slow(number) : new Large(number));
        }
        this.thread = new Thread(() -> drive(all), "strangers");
        thread.start();
    }

    /** How often one of them was answered or cut off. */
    public long sentAway() {
        return sentAway.get();
    }

    /** What the server let them send. */
    public long bytes() {
        return bytes.get();
    }

    private void drive(List<Stranger> all) {
        try (selector) {
            while (!over) {
                all.forEach(Stranger::act);
                selector.select(key -> ((Stranger) key.attachment()).go(key), LOOK_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the selector broke", e);
        } finally {
            all.forEach(Stranger::leave);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connected, or waiting to come again. */
    private abstract class Stranger {
        private final int number;
        private final ByteBuffer answer = ByteBuffer.allocate(256);
        private SocketChannel channel;
        private ByteBuffer sending = ByteBuffer.allocate(0);
        private long notBefore = System.nanoTime();

        Stranger(int number) {
            this.number = number;
            try {
                this.channel = SocketChannel.open();
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("no sockets are left", e);
            }
        }

        abstract String framing();

        /** What comes next, when the last is sent. */
        abstract String more();

        /** Whether it waits before it sends more. */
        abstract boolean slow();

        void act() {
            if (System.nanoTime() < notBefore) {
                return;
            }
            try {
                if (!channel.isOpen()) {
                    come();
                } else if (slow() && !sending.hasRemaining() && channel.isConnected()) {
                    send(more());
                    pause();
                }
            } catch (IOException e) {
                sentAway();
            }
        }

        private void come() throws IOException {
            channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + number % ADDRESSES)}), 0));
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.register(selector, SelectionKey.OP_CONNECT, this);
            pause();
        }

        void go(SelectionKey key) {
            try {
                if (key.isConnectable() && channel.finishConnect()) {
                    send("POST " + PATHS.get(number % PATHS.size()) + " HTTP/1.1\r\nHost: a\r\n"
                            + "Content-Type: application/json\r\n" + framing() + "\r\n\r\n");
                } else if (key.isReadable() && channel.read(answer.clear()) != 0) {
                    sentAway();
                } else if (key.isWritable()) {
                    write(key);
                }
            } catch (IOException e) {
                sentAway();
            }
        }

        private void write(SelectionKey key) throws IOException {
            bytes.addAndGet(channel.write(sending));
            if (!sending.hasRemaining()) {
                if (slow()) {
                    key.interestOps(SelectionKey.OP_READ);
                } else {
                    send(more());
                }
            }
        }

        private void send(String text) {
            sending = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            channel.keyFor(selector).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }

        private void pause() {
            notBefore = System.nanoTime() + PAUSE_NANOS;
        }

        private void sentAway() {
            sentAway.incrementAndGet();
            leave();
            pause();
        }

        void leave() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a socket does not close", e);
            }
        }
    }

    private final class Slow extends Stranger {
        Slow(int number) {
            super(number);
        }

        @Override
        String framing() {
            return String.format(Locale.ROOT, "Content-Length: %d", CHUNK_BYTES);
        }

        @Override
        String more() {
            return "x";
        }

        @Override
        boolean slow() {
            return true;
        }
    }

    private final class Large extends Stranger {
        Large(int number) {
            super(number);
        }

        @Override
        String framing() {
            return "Transfer-Encoding: chunked";
        }

        @Override
        String more() {
            return CHUNK;
        }

        @Override
        boolean slow() {
            return false;
        }
    }
}
