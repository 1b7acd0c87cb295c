package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableDownloadTest {
    private static final List<PageColumn<String>> COLUMNS = List.of(
            PageColumn.of("text", "Text", Cell::text),
            PageColumn.of("length", "Length", text -> Cell.count(-text.length())));

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(csv("a,b", "say \"no\"", "two\nlines"))
                .isEqualTo("text,length\r\n\"a,b\",-3\r\n\"say \"\"no\"\"\",-8\r\n\"two\nlines\",-9\r\n");
    }

    @Test
    void textThatASpreadsheetWouldRunIsDefused() {
        assertThat(csv("=1+1", "@SUM(A1)", "-x")).isEqualTo("text,length\r\n'=1+1,-4\r\n'@SUM(A1),-8\r\n'-x,-2\r\n");
    }

    private static String csv(String... rows) {
        return TableDownload.csv(PageTable.of("sample", "Sample", COLUMNS, List.of(rows)));
    }
}
