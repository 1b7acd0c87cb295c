package org.muster.webapp.dashboard;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.protocol.http.ApiClient;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;

/** One person with one browser session, over real HTTP. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** What the allocator said a second ago may still be shown. */
    private static final int MAX_LOOKS = 1_000;

    private final DeviceLogin browser;

    Visitor(Door door, String name) {
        this.browser = new DeviceLogin(door.address());
        browser.signIn(name);
    }

    HttpResponse<String> get(String path) {
        return browser.get(path);
    }

    /** The page as text; fails if it is not answered with 200. */
    String page(String path) {
        return whole(path, get(path));
    }

    /** The page as soon as it says this. */
    String eventually(String path, String text) {
        String page = page(path);
        for (int look = 1; look < MAX_LOOKS && !page.contains(text); look++) {
            page = page(path);
        }
        if (!page.contains(text)) {
            throw new AssertionError(path + " never says '" + text + "': " + page);
        }
        return page;
    }

    /** Sends the form as the page at {@code from} has it, with its CSRF token; the page that it leads to. */
    HttpResponse<String> submit(String from, String path, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(page(from));
        if (!token.find()) {
            throw new AssertionError("no form with a CSRF token on " + from);
        }
        return post(path, ApiClient.query(fields).substring(1) + "&_csrf=" + ApiClient.escape(token.group(1)));
    }

    HttpResponse<String> post(String path, String form) {
        return browser.form(path, form);
    }

    private static String whole(String path, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
