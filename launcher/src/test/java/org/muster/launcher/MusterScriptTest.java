package org.muster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell script, with a PATH on which it finds only what each test puts there. */
class MusterScriptTest {
    private static final String[] TOOLS = {
        "dirname", "readlink", "sed", "find", "head", "mkdir", "date", "grep", "tail", "mv", "rm", "cat"
    };
    private static final long LIMIT_SECONDS = 60;

    private final Path directory;
    private final Path bin;
    private final Path checkout;

    private record Answer(int code, String text) {}

    MusterScriptTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.bin = Files.createDirectories(directory.resolve("bin"));
        this.checkout = Files.createDirectories(directory.resolve("a checkout, with $5 'quoted'"));
        for (String tool : TOOLS) {
            Path real = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            write(bin.resolve(tool), "exec " + real + " \"$@\"");
        }
        Files.copy(Path.of("..", "muster"), checkout.resolve("muster"));
        Files.copy(Path.of("..", "pom.xml"), checkout.resolve("pom.xml"));
    }

    @Test
    void saysThatAJdkIsNeeded() throws Exception {
        Answer none = run();
        assertThat(none.code()).isEqualTo(10);
        assertThat(none.text()).contains("muster needs a JDK, 17 or later", "JAVA_HOME");

        executable("java", "echo '    java.specification.version = 11' >&2");
        Answer old = run();
        assertThat(old.code()).isEqualTo(10);
        assertThat(old.text()).contains("is version 11");

        executable("java", "echo '    java.specification.version = 21' >&2");
        Answer runtime = run();
        assertThat(runtime.code()).isEqualTo(10);
        assertThat(runtime.text()).contains("a runtime without a compiler");
    }

    @Test
    void saysThatPythonIsNeeded() throws Exception {
        jdk();
        Answer answer = run();
        assertThat(answer.code()).isEqualTo(11);
        assertThat(answer.text()).contains("python3");
    }

    @Test
    void showsTheErrorsOfABuildThatFails() throws Exception {
        jdk();
        executable("python3", "exit 0");
        checkoutExecutable("mvnw", "echo '[ERROR] no such symbol'; exit 1");
        executable("mvn", "echo '[ERROR] no such symbol'; exit 1");
        Answer answer = run();
        assertThat(answer.code()).isEqualTo(12);
        assertThat(answer.text()).contains("The build failed", "[ERROR] no such symbol", ".muster/build.log");
    }

    @Test
    void buildsOnlyWhatIsNotBuiltOrOlderThanItsSources() throws Exception {
        jdk();
        executable("python3", "exit 0");
        everythingBuilds();
        Path elsewhere = Files.createSymbolicLink(directory.resolve("link"), checkout.resolve("muster"));
        Answer first = run(elsewhere, "status");
        assertThat(first.text())
                .contains(
                        "Building Muster",
                        "  2/13 Muster domain\n",
                        "Built in",
                        "launcher/target/launcher-exec.jar status");
        assertThat(run(elsewhere, "status").text()).doesNotContain("Building");

        Path source = Files.createDirectories(checkout.resolve("webapp/src/main/java"))
                .resolve("New.java");
        Files.writeString(source, "class New {}");
        Files.setLastModifiedTime(
                source,
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().plus(java.time.Duration.ofMinutes(1))));
        assertThat(run(elsewhere, "status").text()).contains("Building Muster");
    }

    @Test
    void hasTheClassesOfCommandsArchivedWithTheBuildAndUsesTheArchive() throws Exception {
        jdk();
        executable("python3", "exit 0");
        everythingBuilds();
        assertThat(run().text()).doesNotContain("SharedArchiveFile");
        executable("java", """
                for argument; do
                    case $argument in
                        -XX:ArchiveClassesAtExit=*) : >"${argument#*=}" ;;
                        -XX:SharedArchiveFile=*) [ -e "${argument#*=}" ] && echo "with the archive" ;;
                    esac
                done
                """);
        Files.delete(checkout.resolve(".muster/built"));
        assertThat(run().text()).contains("Built in", "with the archive");
        assertThat(run().text()).contains("with the archive").doesNotContain("Building");
    }

    @Test
    void readsAndWritesUtf8InWhateverLocaleItIsCalled() throws Exception {
        executable("java", """
                case "$1" in -XshowSettings*) echo '    java.specification.version = 17' >&2 ;; *) echo "LC_ALL=$LC_ALL java $*" ;; esac
                """);
        executable("javac", "exit 0");
        executable("python3", "exit 0");
        everythingBuilds();
        assertThat(runIn(Map.of("LC_ALL", "C")).text()).contains("LC_ALL=C.UTF-8 java", "-Dfile.encoding=UTF-8");
        assertThat(runIn(Map.of("LANG", "de_DE.ISO-8859-1")).text()).contains("LC_ALL=C.UTF-8 java");
        assertThat(runIn(Map.of("LANG", "ar_EG.UTF-8")).text()).contains("LC_ALL= java", "-Duser.language=en");
    }

    private void everythingBuilds() throws Exception {
        checkoutExecutable("mvnw", """
                [ "$1" = --version ] && exit 0
                echo '[INFO] Building Muster domain 0.1.0-SNAPSHOT                              [2/13]'
                for module in sandbox webapp allocator agents workers; do
                    mkdir -p $module/target && : >$module/target/$module-exec.jar
                done
                mkdir -p launcher/target && : >launcher/target/launcher-exec.jar
                """);
    }

    /** A java that knows its version, and says how it was called instead of running anything. */
    private void jdk() throws Exception {
        executable("java", """
                case "$1" in -XshowSettings*) echo '    java.specification.version = 17' >&2 ;; *) echo "java $*" ;; esac
                """);
        executable("javac", "exit 0");
    }

    private void executable(String name, String script) throws Exception {
        write(bin.resolve(name), script);
    }

    private void checkoutExecutable(String name, String script) throws Exception {
        write(checkout.resolve(name), script);
    }

    private static void write(Path file, String script) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Answer run() throws Exception {
        return run(checkout.resolve("muster"), "status");
    }

    private Answer runIn(Map<String, String> variables) throws Exception {
        return run(checkout.resolve("muster"), "status", variables);
    }

    private Answer run(Path script, String argument) throws Exception {
        return run(script, argument, Map.of());
    }

    private Answer run(Path script, String argument, Map<String, String> variables) throws Exception {
        File output = directory.resolve("output").toFile();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString(), argument)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
    }
}
