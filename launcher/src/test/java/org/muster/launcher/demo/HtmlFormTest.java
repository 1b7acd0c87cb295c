package org.muster.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlFormTest {
    @Test
    void readsTheFieldsOfTheFirstFormThatIsSentByPost() {
        HtmlForm form = HtmlForm.firstOf("""
                <form action="/search" method="get"><input name="q"></form>
                <form class="login" method="post" action="/login">
                  <input type="text" id="username" name="username" placeholder="Username" required autofocus>
                  <input type="password" name='password'>
                  <input name="_csrf" type="hidden" value="a&amp;b"/>
                  <button type="submit">Sign in</button>
                </form>
                """).orElseThrow();
        assertThat(form.action()).isEqualTo("/login");
        assertThat(form.fields()).isEqualTo(Map.of("username", "", "password", "", "_csrf", "a&b"));
    }

    @Test
    void findsNoneOnAPageWithoutAForm() {
        assertThat(HtmlForm.firstOf("<p>Done.</p>")).isEmpty();
    }
}
