package org.muster.sandbox.metacat.mql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Where queries stop being queries: each place is the one that the grammar of MetaCat 4.1.4 itself gave. */
class MqlSyntaxTest {

    private static final Pattern PLACE = Pattern.compile("at line 1 col (\\d+)");

    @ParameterizedTest
    @CsvFileSource(resources = "/mql-syntax.txt", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 200)
    void stopsWhereTheRealServerDoes(String place, String mql) {
        assertThat(place(mql)).as(mql).isEqualTo(place);
    }

    /** A column, or "end" where the text ends too early, or "ok". */
    private static String place(String mql) {
        MqlScope scope = new MqlScope(Optional.of("lab"), MqlScope.Retired.LEFT_OUT, name -> Optional.of("files"));
        try {
            Mql.compile(mql, scope);
            return "ok";
        } catch (MqlError e) {
            Matcher column = PLACE.matcher(e.text());
            if (column.find()) {
                return column.group(1);
            }
            return e.text().startsWith("MQLSyntaxError: Unexpected end-of-input") ? "end" : e.text();
        }
    }
}
