package org.muster.launcher.platform;

import java.nio.file.Path;
import org.muster.cli.shell.Shell;
import picocli.CommandLine.Option;

/** Which data directory. A mixin of every command about the platform on this machine. */
public final class PlatformDirectory {
    private final Shell shell;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the platform keeps everything (MUSTER_DATA; default .muster in the current directory).")
    private String directory = "";

    public PlatformDirectory(Shell shell) {
        this.shell = shell;
    }

    public Shell shell() {
        return shell;
    }

    public boolean given() {
        return !directory.isEmpty() || !shell.variable("MUSTER_DATA").isEmpty();
    }

    public DataDirectory data() {
        return dataOr(".muster");
    }

    public DataDirectory dataOr(String otherwise) {
        String variable = shell.variable("MUSTER_DATA").isEmpty() ? otherwise : shell.variable("MUSTER_DATA");
        String name = directory.isEmpty() ? variable : directory;
        return new DataDirectory(
                shell.directory().resolve(Path.of(name)).toAbsolutePath().normalize());
    }
}
