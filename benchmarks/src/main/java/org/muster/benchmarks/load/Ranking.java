package org.muster.benchmarks.load;

import java.io.IOException;
import java.util.Locale;
import org.muster.benchmarks.grid.GridShape;

/** A pilot factory's question: which stages should this slot prefer. justIN wire protocol: get-classads. */
public final class Ranking {
    private Ranking() {}

    /** Each question with an entry of its own, so that none is answered from what was said a moment ago. */
    public static LoadTally ask(int port, int questions) throws IOException {
        LoadTally tally = new LoadTally();
        try (KeepAlive connection = new KeepAlive(port)) {
            for (int i = 0; i < questions; i++) {
                String body = String.format(
                        Locale.ROOT,
                        "GLIDEIN_UUID u-%d\nGLIDEIN_Entry_Name entry-%d-%d\nGLIDEIN_DUNESite %s\n",
                        i,
                        i,
                        System.nanoTime(),
                        GridShape.site(i));
                long begin = System.nanoTime();
                KeepAlive.Reply reply = connection.post("/api/get-classads", body);
                tally.took(System.nanoTime() - begin);
                if (reply.status() != 200 || !reply.text().contains("=")) {
                    throw new IllegalStateException("get-classads was answered " + reply);
                }
            }
        }
        return tally;
    }
}
