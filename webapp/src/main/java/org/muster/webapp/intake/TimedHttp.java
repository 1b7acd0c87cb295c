package org.muster.webapp.intake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP with two limits that it lacks: a time for the whole head of a request, where its own begins again with each
 * byte, and a number of connections for each address.
 */
public final class TimedHttp extends Http11NioProtocol {
    /** From the first byte of a request to the end of its head. */
    private static final Duration HEAD = Duration.ofSeconds(15);

    /** One of the numbers that Tomcat leaves to applications, from 17 on. */
    private static final int SOCKET_NOTE = 30;

    private static final Logger LOG = LoggerFactory.getLogger(TimedHttp.class);

    private final Map<SocketWrapperBase<?>, Long> unfinished = new ConcurrentHashMap<>();
    private final Door door;
    private @Nullable Future<?> sweeping;

    /** Tomcat makes it by name. */
    public TimedHttp() {
        this(new Door());
    }

    private TimedHttp(Door door) {
        super(door);
        this.door = door;
    }

    void limit(int connections, ConnectionsPerAddress.Exempt exempt) {
        door.limit = new ConnectionsPerAddress(connections, exempt);
    }

    /** The connection that a request came by. */
    static SocketWrapperBase<?> socketOf(Request request) {
        return (SocketWrapperBase<?>) request.getNote(SOCKET_NOTE);
    }

    @Override
    public void start() throws Exception {
        super.start();
        sweeping = getUtilityExecutor().scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new Watched(this, getAdapter());
    }

    /** What one connection throws keeps no other open, and is not the end of all looks. */
    private void sweep() {
        closeLate(unfinished, System.nanoTime() - HEAD.toNanos(), SocketWrapperBase::close);
        attempt(door::count);
    }

    static <S> void closeLate(Map<S, Long> unfinished, long oldest, Consumer<S> closing) {
        unfinished.forEach((socket, begun) -> {
            if (begun - oldest < 0 && unfinished.remove(socket, begun)) {
                attempt(() -> closing.accept(socket));
            }
        });
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("A look at connections failed and is done again", e);
        }
    }

    private final class Watched extends Http11Processor {
        Watched(TimedHttp http, Adapter adapter) {
            super(http, adapter);
        }

        /** Called whenever something has come; returns LONG when more must come before there is a request. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            Long begun = unfinished.remove(socket);
            request.setNote(SOCKET_NOTE, socket);
            SocketState state = super.service(socket);
            if (state == SocketState.LONG && !isAsync()) {
                unfinished.put(socket, begun == null ? Long.valueOf(System.nanoTime()) : begun);
            }
            return state;
        }
    }

    private static final class Door extends NioEndpoint {
        private volatile ConnectionsPerAddress limit = ConnectionsPerAddress.UNLIMITED;

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            return limit.admits(addressOf(socket)) && super.setSocketOptions(socket);
        }

        void count() {
            limit.recount(getConnections().stream()
                    .map(connection -> addressOf(connection.getSocket().getIOChannel()))
                    .toList());
        }

        private static InetAddress addressOf(@Nullable SocketChannel socket) {
            try {
                return socket != null && socket.getRemoteAddress() instanceof InetSocketAddress remote
                        ? remote.getAddress()
                        : InetAddress.getLoopbackAddress();
            } catch (IOException e) {
                return InetAddress.getLoopbackAddress();
            }
        }
    }
}
