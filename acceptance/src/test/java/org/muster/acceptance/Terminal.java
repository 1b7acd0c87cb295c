package org.muster.acceptance;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.cli.MusterCli;
import org.muster.cli.session.TokenFile;
import org.muster.cli.shell.Shell;
import org.muster.launcher.demo.Actor;

/** A person's terminal: the command line at the running platform, with a directory and a login of its own. */
final class Terminal {
    private static final Pattern SIGN_IN = Pattern.compile("(?s)(http\\S+user_code=\\S+).*shows the code {2}(\\S+)");

    private final RunningPlatform muster;
    private final Path directory;

    Terminal(RunningPlatform muster, Path directory) {
        this.muster = muster;
        this.directory = directory;
    }

    /** What a command answered. */
    record Outcome(int code, String out, String err) {}

    /** One command of somebody who has signed in. */
    Outcome run(String person, List<String> words) {
        Actor who = muster.person(person);
        new TokenFile(tokenFile(person)).write(new TokenFile.Login(muster.url(), muster.url(), who.token()));
        return run(person, new StringWriter(), words);
    }

    /** {@code muster login}, whose code the person confirms in a browser. */
    Outcome signIn(String person, List<String> words) {
        return run(person, new Watched(muster.person(person)), words);
    }

    private Outcome run(String person, StringWriter screen, List<String> words) {
        StringWriter err = new StringWriter();
        Shell shell = new Shell(
                new PrintWriter(screen),
                new PrintWriter(err),
                Map.of(
                        "MUSTER_URL",
                        muster.url().toString(),
                        "MUSTER_TOKEN_FILE",
                        tokenFile(person).toString()),
                directory,
                directory,
                Clock.systemUTC());
        int code = MusterCli.run(shell, List.of(), words.toArray(String[]::new));
        return new Outcome(code, screen.toString(), err.toString());
    }

    private Path tokenFile(String person) {
        return directory.resolve(person + ".json");
    }

    /** A screen whose reader opens the address on it. */
    private static final class Watched extends StringWriter {
        private final Actor reader;
        private boolean confirmed;

        Watched(Actor reader) {
            this.reader = reader;
        }

        @Override
        public void flush() {
            Matcher shown = SIGN_IN.matcher(toString());
            if (!confirmed && shown.find()) {
                confirmed = true;
                reader.confirm(URI.create(shown.group(1)), shown.group(2));
            }
        }
    }
}
