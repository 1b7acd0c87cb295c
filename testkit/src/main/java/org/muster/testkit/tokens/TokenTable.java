package org.muster.testkit.tokens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Every token at every door of one module, tried; and that module's table in docs/operating/tokens.md. */
public final class TokenTable {
    private static final Path PAGE = Path.of("..", "docs", "operating", "tokens.md");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final TokenMint mint;
    private final List<Door> doors = new ArrayList<>();

    private record Door(String title, ToIntFunction<String> status) {}

    public TokenTable(TokenMint mint) {
        this.mint = mint;
    }

    /** @param status answers what is said to a token there; whoever gets past the door may still be told that their request is bad */
    public TokenTable door(String title, ToIntFunction<String> status) {
        doors.add(new Door(title, status));
        return this;
    }

    public String text() {
        StringBuilder text = new StringBuilder("| token |");
        doors.forEach(door -> text.append(' ').append(door.title()).append(" |"));
        text.append("\n|---|").append("---|".repeat(doors.size())).append('\n');
        for (Specimen specimen : Specimen.values()) {
            String token = mint.mint(specimen);
            text.append("| ").append(specimen.title()).append(" |");
            doors.forEach(door -> text.append(' ')
                    .append(word(token, door.status().applyAsInt(token)))
                    .append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String word(String token, int status) {
        return token.isEmpty() || status == UNAUTHORIZED || status == FORBIDDEN ? Integer.toString(status) : "**yes**";
    }

    /** What the page says between the marks of a module. With {@code -Dmuster.docs.write=true} it is told first. */
    public static String onThePage(String module, String table) {
        String begin = "<!-- " + module + " -->\n";
        String end = "<!-- end of " + module + " -->";
        try {
            String page = Files.readString(PAGE);
            int from = page.indexOf(begin) + begin.length();
            int to = page.indexOf(end);
            if (Boolean.getBoolean("muster.docs.write")) {
                Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
                return table;
            }
            return page.substring(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
