package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableDownloadTest {
    private static final List<PageColumn<String>> COLUMNS = List.of(
            PageColumn.of("text", "Text", Cell::text),
            PageColumn.of("length", "Length", text -> Cell.count(-text.length())));

    @Test
    void csvQuotesWhatNeedsIt() throws IOException {
        assertThat(csv("a,b", "say \"no\"", "two\nlines"))
                .isEqualTo("text,length\r\n\"a,b\",-3\r\n\"say \"\"no\"\"\",-8\r\n\"two\nlines\",-9\r\n");
    }

    @Test
    void textThatASpreadsheetWouldRunIsDefused() throws IOException {
        assertThat(csv("=1+1", "@SUM(A1)", "-x")).isEqualTo("text,length\r\n'=1+1,-4\r\n'@SUM(A1),-8\r\n'-x,-2\r\n");
    }

    private static String csv(String... rows) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        TableDownload.csv(PageTable.of("sample", "Sample", COLUMNS, List.of(rows)), file);
        return file.toString(StandardCharsets.UTF_8);
    }
}
