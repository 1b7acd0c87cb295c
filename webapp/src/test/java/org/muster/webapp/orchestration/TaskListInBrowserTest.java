package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.processes.Variable;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Cast;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;

/** A task in Camunda's task list, in a real browser. */
@RunningWebapp
class TaskListInBrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a requester could write to speak with the platform's voice. */
    private static final String LOUD = """
            ```
            ~~~
            # APPROVED BY PRODUCTION
            [please sign in](http://evil.test/)
            <h1>APPROVED</h1><a href="http://evil.test/">here</a><img src=x onerror=alert(1)>
            {{requester}} & "quoted" 'text' ${1+1}
            %s
            """.formatted("long".repeat(200)).strip();

    private final Door door;
    private final EngineHand engine;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private ChromeDriver browser;

    @Autowired
    @SuppressWarnings("NullAway.Init") // the browser starts before each test, if there is one
    TaskListInBrowserTest(Door door, EngineHand engine, TaskService tasks, RuntimeService runtime) {
        this.door = door;
        this.engine = engine;
        this.tasks = tasks;
        this.runtime = runtime;
    }

    @BeforeEach
    void startBrowser() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "browser tests need Debian's packages chromium and chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,1000");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
    }

    @AfterEach
    void stopBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void textOfARequesterStaysInItsPlace() {
        Task task = appointment("loud-text");
        runtime.setVariable(task.getExecutionId(), Variable.PLAN_TEXT.variable(), LOUD);

        signIn("paula");
        browser.get(address(task));
        see(By.cssSelector(".fjs-container pre"));

        assertThat(browser.findElement(By.cssSelector(".fjs-container pre")).getText())
                .isEqualTo(LOUD);
        assertThat(browser.findElements(By.cssSelector(".fjs-container h1, .fjs-container img, a[href*='evil.test']")))
                .isEmpty();
    }

    @Test
    void refusalIsReadInTheTaskList() {
        Task task = appointment("refused-in-browser");
        signIn("paula");
        browser.get(address(task));
        see(By.cssSelector("[ng-click*='claim()'], .claim")).click();
        new WebDriverWait(browser, PATIENCE)
                .ignoring(WebDriverException.class)
                .until(page ->
                        completed(By.cssSelector(".fjs-form input[type=text], input[id*=shifter]"), "nobody-we-know"));
        shows("is not one of the shifters who have signed in so far");
        assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain("org.muster", "Exception");
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isEqualTo(1);
    }

    /** A form that is loaded once more meanwhile forgets what was written, so the field is looked at before each try. */
    private boolean completed(By field, String text) {
        WebElement filled = browser.findElement(field);
        if (!text.equals(filled.getDomProperty("value"))) {
            filled.clear();
            filled.sendKeys(text);
            return false;
        }
        WebElement complete = browser.findElement(By.cssSelector("button[ng-click*='complete()']"));
        browser.executeScript("arguments[0].scrollIntoView({block: 'center'})", complete);
        if (!complete.isEnabled()) {
            return false;
        }
        complete.click();
        return true;
    }

    /** What stands behind the # never reaches the server: the page's own script carries it through. */
    @Test
    void signInLeadsToTheTaskOfTheLinkAndTheWayOutToOurPage() {
        Task task = appointment("link-in-browser");
        browser.get(address(task));
        fill("paula");
        new WebDriverWait(browser, PATIENCE).until(ExpectedConditions.urlContains("#/?task=" + task.getId()));
        shows("Appoint a shifter");

        browser.manage().deleteAllCookies();
        browser.executeScript("location.hash = '#/login'");
        new WebDriverWait(browser, PATIENCE).until(ExpectedConditions.urlContains("/signed-out"));
        shows("You are signed out");
    }

    private Task appointment(String campaign) {
        CampaignId id = door.as("rita").file(Examples.campaign(campaign)).campaign();
        engine.work();
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(id.toString())
                .taskDefinitionKey("appoint-shifter")
                .singleResult();
    }

    private String address(Task task) {
        return door.address() + "/camunda/app/tasklist/default/#/?task=" + task.getId();
    }

    private void shows(String text) {
        new WebDriverWait(browser, PATIENCE)
                .until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), text));
    }

    private void signIn(String person) {
        browser.get(door.address() + "/login");
        fill(person);
    }

    private void fill(String person) {
        see(By.name("username")).sendKeys(person);
        browser.findElement(By.name("password")).sendKeys(Cast.password(person));
        browser.findElement(By.cssSelector("form button")).click();
        new WebDriverWait(browser, PATIENCE)
                .until(ExpectedConditions.invisibilityOfElementLocated(By.name("password")));
    }

    private WebElement see(By what) {
        return new WebDriverWait(browser, PATIENCE).until(ExpectedConditions.elementToBeClickable(what));
    }
}
