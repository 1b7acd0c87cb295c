package org.muster.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLimitTest {
    private final TextLimit lines = TextLimit.lines(1, 10);

    @ParameterizedTest
    @ValueSource(strings = {"a", "Größe\t1\n2", "two\r\nlines", "😀😀😀😀😀😀😀😀😀😀"})
    void whatPeopleWriteIsTakenAndCountedAsTheyCount(String text) {
        assertThat(lines.objection(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "a\u001b[0m", "a\rb", "\ud800", "a\udc00b", "a\u0085"})
    void whatCannotBeKeptOrReadIsNamed(String text) {
        assertThat(lines.objection(text))
                .hasValueSatisfying(what -> assertThat(what).contains("character that no text may have, U+"));
    }

    @Test
    void oneLineHasNoLineEnd() {
        assertThat(TextLimit.line(0, 10).objection("a\nb")).isPresent();
        assertThat(TextLimit.line(0, 10).objection("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n\tb", "a\u001b[0m", "a\u2028b", "a\u202eb", "\ud800"})
    void whatSomebodySentIsShownInOneLine(String text) {
        String shown = Characters.shownInLine(text);

        assertThat(Characters.unreadableInLine(text))
                .hasValueSatisfying(what -> assertThat(shown).contains("<" + what + ">"));
        assertThat(Characters.unreadableInLine(shown)).isEmpty();
        assertThat(Characters.shownInLine(shown)).isSameAs(shown);
    }

    @Test
    void blanksAreNothingAndMoreThanFitsIsSaidWithItsLength() {
        assertThat(lines.objection(" \n")).contains("is empty");
        assertThat(lines.objection("12345678901")).contains("is too long: 11 characters");
        assertThat(TextLimit.file(10).objection("ößößöß")).contains("is too long: 12 bytes");
    }
}
