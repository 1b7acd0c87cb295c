package org.muster.webapp.identity;

import java.security.Principal;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where a signed-in person confirms the code that the command line shows them. */
@RestController
@Profile("!keycloak")
class ActivatePage {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Muster: sign in the command line</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>body{font-family:system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}
            input,button{font-size:1.2rem;padding:.4rem .8rem}input{letter-spacing:.15em}</style></head>
            <body><h1>Muster</h1>%s</body></html>
            """;

    @GetMapping(path = "/activate", produces = MediaType.TEXT_HTML_VALUE)
    String activate(@RequestParam(name = "user_code", defaultValue = "") String code, Principal user) {
        return String.format(
                Locale.ROOT,
                PAGE,
                String.format(Locale.ROOT, """
                <p>You are signed in as <strong>%s</strong>. Does your terminal show this code? Then let the command line
                act for you. If you did not start <code>muster login</code> yourself, close this page.</p>
                <form method="post" action="/oauth2/device_verification">
                <label>Code <input name="user_code" value="%s" placeholder="XXXX-XXXX" autocomplete="off" required></label>
                <button type="submit">Sign in the command line</button></form>
                """, HtmlUtils.htmlEscape(user.getName()), HtmlUtils.htmlEscape(code)));
    }

    @GetMapping(path = "/activated", produces = MediaType.TEXT_HTML_VALUE)
    String activated() {
        return String.format(Locale.ROOT, PAGE, "<p>Done. The command line is signed in; you may close this page.</p>");
    }
}
