package org.muster.allocator.retention;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.domain.text.Units;

/** Where rows go. A file has its name once all of it lies on the disk and was read back; before, it is a part of somebody's. */
final class ArchiveDirectory {
    private final Path path;
    private final long spareBytes;

    /** @param spareBytes that stay free on its disk */
    ArchiveDirectory(Path path, long spareBytes) {
        this.path = path;
        this.spareBytes = spareBytes;
    }

    interface Content {
        void write(OutputStream out) throws IOException, JournalUnavailable, InterruptedException;
    }

    /**
     * @param bytes as it lies there
     * @param sha256 of these bytes, in hexadecimal digits
     */
    record Stored(long bytes, String sha256) {}

    /**
     * Compresses something into a file, in the place of one that has the name already.
     *
     * @param writer who keeps apart from others that may still be at the same, such as a number
     * @param atMost bytes that it may take
     * @throws IOException if it cannot be there whole; then nothing of it is
     */
    Stored write(String name, String writer, long atMost, Content content)
            throws IOException, JournalUnavailable, InterruptedException {
        Files.createDirectories(path);
        Path part = path.resolve(name + "." + writer + ".part");
        deleteParts(name, part);
        long free = Files.getFileStore(path).getUsableSpace();
        if (free - atMost < spareBytes) {
            throw new IOException(path + " has " + Units.plain(Units.bytes(free)) + " free, and "
                    + Units.plain(Units.bytes(atMost)) + " may be needed besides "
                    + Units.plain(Units.bytes(spareBytes)) + " to spare");
        }
        try {
            Digests written = compress(part, content);
            Digests read = readBack(part);
            if (!read.equals(written)) {
                throw new IOException(part + " is not what was written to it");
            }
            Stored stored = new Stored(Files.size(part), read.compressed());
            Files.move(part, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
                directory.force(true);
            }
            return stored;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Of others, who stopped in the middle or lead no more. */
    private void deleteParts(String name, Path own) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(path, name + ".*.part")) {
            for (Path part : parts) {
                if (!part.equals(own)) {
                    Files.delete(part);
                }
            }
        }
    }

    private record Digests(String plain, String compressed) {}

    private static Digests compress(Path part, Content content)
            throws IOException, JournalUnavailable, InterruptedException {
        MessageDigest plain = sha256();
        MessageDigest compressed = sha256();
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream file =
                    new BufferedOutputStream(new DigestOutputStream(Channels.newOutputStream(channel), compressed));
            GZIPOutputStream gzip = new GZIPOutputStream(file);
            OutputStream out = new DigestOutputStream(gzip, plain);
            content.write(out);
            gzip.finish();
            file.flush();
            channel.force(true);
        }
        return new Digests(hex(plain), hex(compressed));
    }

    private static Digests readBack(Path part) throws IOException {
        MessageDigest plain = sha256();
        MessageDigest compressed = sha256();
        try (InputStream file = new DigestInputStream(new BufferedInputStream(Files.newInputStream(part)), compressed);
                InputStream lines = new DigestInputStream(new GZIPInputStream(file), plain)) {
            lines.transferTo(OutputStream.nullOutputStream());
            file.transferTo(OutputStream.nullOutputStream());
        }
        return new Digests(hex(plain), hex(compressed));
    }

    /** Whether a file is there as it was archived. */
    boolean holds(String name, String sha256) throws IOException {
        Path there = path.resolve(name);
        return Files.isRegularFile(there) && readBack(there).compressed().equals(sha256);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
