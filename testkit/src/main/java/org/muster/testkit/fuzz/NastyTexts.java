package org.muster.testkit.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/** What people paste and what attackers type, each under the name of the trouble that it makes. */
public final class NastyTexts {
    /** The marker in those that a page would run if it did not escape them. */
    public static final String SCRIPT = "<script>alert('muster')</script>";

    /** What a spreadsheet would run. */
    public static final String FORMULA = "=cmd|' /C calc'!A0";

    private static final int MEGABYTE = 1_000_000;

    private NastyTexts() {}

    /** Short enough for any field but a name: what is refused of these is refused for its characters. */
    public static Map<String, String> shortOnes() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("NUL", "a\0b");
        texts.put("half a pair", "a\ud800b");
        texts.put("the other half", "a\udc00b");
        texts.put("turned round", "a\u202egnp.exe");
        texts.put("emoji", "\uD83E\uDD2F\uD83D\uDC69\u200D\uD83D\uDD2C");
        texts.put("combining marks", "e\u0301\u0323\u0489");
        texts.put("upwards", "../../../etc/passwd");
        texts.put("upwards, encoded", "%2e%2e%2f%2e%2e%2fetc");
        texts.put("script", SCRIPT);
        texts.put("dollar expression", "${7*7}");
        texts.put("hash expression", "#{7*7}");
        texts.put("SQL", "'; drop table muster.campaign; --");
        texts.put("two lines", "one\r\ntwo: 2");
        texts.put("leading blank", "  leading");
        texts.put("trailing blank", "trailing  ");
        texts.put("only blanks", "   ");
        texts.put("non-breaking blank", "\u00a0no\u00a0break\u00a0");
        texts.put("escape sequence", "a\u001b[2Jb");
        texts.put("bell", "a\u0007b");
        texts.put("next line", "a\u0085b");
        texts.put("YAML anchor", "&a [*a, *a]");
        texts.put("YAML tag", "!!javax.script.ScriptEngineManager [x]");
        texts.put("formula", FORMULA);
        texts.put("formula, plus", "+1+1");
        texts.put("formula, at", "@SUM(1)");
        return texts;
    }

    public static Map<String, String> all() {
        Map<String, String> texts = shortOnes();
        texts.put("a megabyte", "x".repeat(MEGABYTE));
        return texts;
    }
}
