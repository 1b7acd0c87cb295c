package org.muster.sandbox.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The files of all RSEs. A file appears whole under its name or not at all, and never changes afterwards. */
@Component
public final class StorageTree {

    /** Uploads under way; a directory beside the RSEs, so on the same file system as they are. */
    private static final String INCOMING = ".incoming";

    private final Path root;
    private final Path incoming;
    private final String mountPath;

    StorageTree(StorageConfig config) throws IOException {
        this.root = Files.createDirectories(config.dataDir()).toRealPath();
        this.incoming = Files.createDirectories(root.resolve(INCOMING));
        this.mountPath = config.baseUrl().getPath().replaceAll("/$", "") + StorageConfig.MOUNT + "/";
    }

    Path root() {
        return root;
    }

    public void makeDirectory(String rse) throws IOException {
        Files.createDirectories(root.resolve(rse));
    }

    /** Empty if the PFN is not one of this server's. */
    public Optional<Path> fileOf(URI pfn) {
        String path = pfn.getPath();
        if (path == null || !path.startsWith(mountPath)) {
            return Optional.empty();
        }
        Path file = root.resolve(path.substring(mountPath.length())).normalize();
        return file.startsWith(root) && !file.startsWith(incoming) ? Optional.of(file) : Optional.empty();
    }

    /** What became of a write. */
    enum Written {
        STORED,
        /** The same bytes are there already. */
        UNCHANGED,
        /** Other bytes are there already, and stay. */
        REFUSED
    }

    /** Stores the bytes under the name at once, making directories as grid storages do. */
    Written write(Path target, InputStream bytes) throws IOException {
        if (!Files.isDirectory(root.resolve(root.relativize(target).getName(0)))) {
            return Written.REFUSED; // no such RSE
        }
        Path temporary = Files.createTempFile(incoming, "upload", ".part");
        try {
            Files.copy(bytes, temporary, StandardCopyOption.REPLACE_EXISTING);
            if (Files.exists(target)) {
                boolean same = Files.isRegularFile(target) && Files.mismatch(target, temporary) < 0;
                return same ? Written.UNCHANGED : Written.REFUSED;
            }
            Path directory = target.getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            // A hard link, unlike a rename, fails if somebody else stored the file meanwhile.
            Files.createLink(target, temporary);
            return Written.STORED;
        } catch (FileAlreadyExistsException raced) {
            return Files.mismatch(target, temporary) < 0 ? Written.UNCHANGED : Written.REFUSED;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Copies between RSEs; what is already there with the same bytes is left. */
    public void copy(Path source, Path target) throws IOException {
        try (InputStream bytes = Files.newInputStream(source)) {
            if (write(target, bytes) == Written.REFUSED) {
                throw new IOException("another file is in the way at the destination");
            }
        }
    }

    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
