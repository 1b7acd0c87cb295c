package org.muster.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser, with an empty profile, that keeps a picture of what it saw in target/screenshots. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static Chromium open() {
        Optional<Path> browser = installed("chromium", "chromium-browser", "google-chrome");
        Optional<Path> remote = installed("chromedriver");
        Assumptions.assumeTrue(
                browser.isPresent() && remote.isPresent(),
                "browser tests need Chromium and its driver (Debian: apt install chromium chromium-driver)");
        ChromeOptions options = new ChromeOptions()
                .setBinary(browser.orElseThrow().toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1400,1000");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(remote.orElseThrow().toFile())
                .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    private static Optional<Path> installed(String... names) {
        return Stream.of(names)
                .flatMap(name ->
                        Stream.of(System.getenv("PATH").split(":", -1)).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    void go(String url) {
        driver.get(url);
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    WebElement see(By what) {
        return new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    /** Scrolls to it first, as a person would; a page that still moves is given time to settle. */
    void click(By what) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(ElementClickInterceptedException.class)
                .ignoring(StaleElementReferenceException.class)
                .until(browser -> {
                    WebElement element =
                            ExpectedConditions.elementToBeClickable(what).apply(browser);
                    if (element == null) {
                        return false;
                    }
                    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
                    element.click();
                    return true;
                });
    }

    void write(By field, String text) {
        WebElement element = see(field);
        element.clear();
        element.sendKeys(text);
    }

    /**
     * Fills in a required field and sends its form. A form that is loaded once more meanwhile forgets what was written, so the
     * field is looked at before each try.
     *
     * @param picture name of the picture of the form as it is sent
     */
    void send(By field, String text, By button, String picture) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(ElementNotInteractableException.class)
                .ignoring(NoSuchElementException.class)
                .ignoring(StaleElementReferenceException.class)
                .until(browser -> {
                    WebElement filled = browser.findElement(field);
                    if (!text.equals(filled.getDomProperty("value"))) {
                        filled.clear();
                        filled.sendKeys(text);
                        return false;
                    }
                    WebElement send = browser.findElement(button);
                    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", send);
                    picture(picture);
                    if (!send.isEnabled()) {
                        return false;
                    }
                    send.click();
                    return true;
                });
    }

    void gone(By what) {
        new WebDriverWait(driver, PATIENCE).until(ExpectedConditions.invisibilityOfElementLocated(what));
    }

    boolean shows(By what) {
        return !driver.findElements(what).isEmpty();
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What the pages complained about since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("favicon"))
                .toList();
    }

    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills in the sign-in form of the built-in provider or of Keycloak: both name their fields alike. */
    void signIn(String user, String password) {
        write(By.name("username"), user);
        write(By.name("password"), password);
        click(By.cssSelector("button[type=submit], input[type=submit]"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
