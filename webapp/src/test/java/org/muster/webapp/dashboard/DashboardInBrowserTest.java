package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Cast;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every page in a real browser, wide and as on a phone. Pictures are left in {@code target/screenshots}. */
@RunningWebapp
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardInBrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Dimension DESK = new Dimension(1400, 1000);
    private static final int PHONE_WIDTH = 390;

    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    private SampleExperiment experiment;
    private Map<String, String> pages;
    private ChromeDriver browser;

    @Autowired
    @SuppressWarnings("NullAway.Init") // the browser starts before the first test, if there is one
    DashboardInBrowserTest(Door door, EngineHand engine, JdbcClient jdbc) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void startBrowser() throws IOException {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "browser tests need Debian's packages chromium and chromium-driver");
        experiment = new SampleExperiment(door, engine, jdbc);
        pages = Map.of(
                "home", "/dashboard",
                "campaigns", "/dashboard/campaigns",
                "campaign", experiment.page(),
                "workflows", "/dashboard/workflows",
                "workflow", experiment.page(experiment.paused),
                "stage", experiment.page(experiment.running) + "/stages/1",
                "files", "/dashboard/files",
                "file", "/dashboard/files/1",
                "job", "/dashboard/jobs/" + SampleLedger.JOB,
                "events", "/dashboard/events");
        Files.createDirectories(SCREENSHOTS);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + Files.createTempDirectory("chromium"));
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        browser = new ChromeDriver(service, options);
        signIn();
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.quit();
            experiment.close();
        }
    }

    @Test
    void noPageHasAnErrorInTheConsole() throws IOException {
        browser.manage().window().setSize(DESK);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            open(page.getValue());
            photograph(page.getKey() + "-wide");
            assertThat(errors()).as(page.getKey()).isEmpty();
        }
    }

    @Test
    void noPageIsWiderThanAPhone() throws IOException {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            asPhone();
            open(page.getValue());
            photograph(page.getKey() + "-phone");
            assertThat(number("return document.documentElement.scrollWidth"))
                    .as(page.getKey())
                    .isLessThanOrEqualTo(PHONE_WIDTH);
        }
        asDesk();
    }

    @Test
    void darkBrowserGetsDarkPages() throws IOException {
        browser.manage().window().setSize(DESK);
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        open(experiment.page());
        photograph("campaign-dark");
        String background =
                (String) browser.executeScript("return getComputedStyle(document.documentElement).backgroundColor");
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        assertThat(background).matches("rgb\\((\\d|[1-4]\\d), (\\d|[1-4]\\d), (\\d|[1-4]\\d)\\)");
    }

    @Test
    void diagramShowsTheTokenAndTheMakersMark() {
        browser.manage().window().setSize(DESK);
        open(experiment.page());
        List<WebElement> tokens = browser.findElements(By.cssSelector(".diagram .token"));
        assertThat(tokens).hasSize(2).allMatch(WebElement::isDisplayed);
        assertThat(browser.findElements(By.cssSelector(".diagram [data-element-id='test'].has-token")))
                .hasSize(1);
        assertThat(browser.findElements(By.cssSelector(".bjs-powered-by")))
                .hasSize(2)
                .allMatch(WebElement::isDisplayed);
    }

    @Test
    void headingSortsByValueNotByText() {
        browser.manage().window().setSize(DESK);
        open(experiment.page());
        WebElement jobs = browser.findElement(By.xpath("//section[@id='plan']//button[text()='Jobs']"));
        jobs.click();
        List<Integer> byValue =
                column("plan", "Jobs").stream().map(Integer::valueOf).toList();
        assertThat(byValue).as("11 is a text before 5").contains(5, 11).isSorted();
        jobs.click();
        assertThat(column("plan", "Jobs").stream().map(Integer::valueOf).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void quickFilterHidesOtherRows() {
        browser.manage().window().setSize(DESK);
        open("/dashboard/files");
        browser.findElement(By.cssSelector("#files input.quick")).sendKeys("unallocated");
        assertThat(browser.findElements(By.cssSelector("#files tbody tr")).stream()
                        .filter(WebElement::isDisplayed)
                        .count())
                .isEqualTo(4);
    }

    private void signIn() {
        browser.get(door.address() + "/dashboard");
        browser.findElement(By.name("username")).sendKeys("sam");
        browser.findElement(By.name("password")).sendKeys(Cast.password("sam"));
        browser.findElement(By.cssSelector("form button")).click();
        new WebDriverWait(browser, PATIENCE)
                .until(at -> String.valueOf(at.getTitle()).endsWith("Muster"));
        errors();
    }

    private void open(String path) {
        browser.get(door.address() + path);
        assertThat(browser.getTitle()).as(path).endsWith(" · Muster");
        new WebDriverWait(browser, PATIENCE)
                .until(at -> browser.findElements(By.cssSelector("[data-diagram]")).stream()
                        .allMatch(place -> !place.findElements(By.cssSelector(".bjs-powered-by"))
                                        .isEmpty()
                                && !place.findElements(By.cssSelector(".token, .djs-group"))
                                        .isEmpty()));
    }

    private List<String> errors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    private List<String> column(String table, String heading) {
        List<String> headings = texts("#" + table + " thead th");
        assertThat(headings).contains(heading);
        return texts("#" + table + " tbody td:nth-child(" + (headings.indexOf(heading) + 1) + ")");
    }

    private List<String> texts(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    private void asPhone() {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", PHONE_WIDTH, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    }

    private void asDesk() {
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private long number(String script) {
        return ((Number) java.util.Objects.requireNonNull(browser.executeScript(script))).longValue();
    }

    /** The whole page, however long. */
    private void photograph(String name) throws IOException {
        Object picture = browser.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"))
                .get("data");
        Files.write(SCREENSHOTS.resolve(name + ".png"), OutputType.BYTES.convertFromBase64Png(String.valueOf(picture)));
    }
}
