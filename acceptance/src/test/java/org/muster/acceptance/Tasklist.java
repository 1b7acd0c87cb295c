package org.muster.acceptance;

import java.net.URI;
import org.openqa.selenium.By;

/** Camunda Tasklist as a person uses it, who is signed in already. */
final class Tasklist {
    private final Chromium browser;
    private final URI webapp;

    Tasklist(Chromium browser, URI webapp) {
        this.browser = browser;
        this.webapp = webapp;
    }

    /** Claims the task, fills in its form, takes a picture of it and completes it. */
    void appointShifter(String task, String shifter, String picture) {
        browser.go(webapp + "/camunda/app/tasklist/default/#/?task=" + task);
        browser.click(By.cssSelector("[ng-click*='claim()'], .claim"));
        browser.send(
                By.cssSelector(".fjs-form input[type=text], input[id*=shifter]"),
                shifter,
                By.cssSelector("button[ng-click*='complete()']"),
                picture);
    }
}
