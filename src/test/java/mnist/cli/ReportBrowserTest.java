package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.experiment.EvaluationReport;
import mnist.experiment.Subject;
import mnist.training.Answers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report in a real browser, as its reader uses it. */
class ReportBrowserTest {
    @TempDir
    private static Path folder;

    private static Path page;
    private static Chromium browser;

    @BeforeAll
    static void openBrowser() throws Exception {
        assumeTrue(Chromium.program().isPresent(), "there is no chromium on this machine");
        page = folder.resolve("report.html");
        CliRunner.succeed("report", RealRun.directory(), "--out", page);
        browser = new Chromium(folder.resolve("profile"));
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openPage() throws Exception {
        browser.open(page, 1200, 900);
    }

    @AfterEach
    void nothingToComplainOf() {
        assertEquals(List.of(), browser.problems());
    }

    @Test
    void pickedExamplesGetTheAnswersOfTheProgram() throws Exception {
        Subject.Source source = Subject.Source.read(RealRun.directory(), Optional.empty());
        Answers answers = Subject.load(source, Optional.empty(), EvaluationReport.Part.TEST, warning -> {})
                .answers();
        int examples = browser.run("view.data.examples.length").asInt();
        assertTrue(examples >= 20, examples + " examples");
        for (int i = 0; i < examples; i++) {
            browser.run("document.querySelectorAll('#examples button')[%d].click()".formatted(i));
            int index = browser.run("view.example.index").asInt();
            JsonNode outputs = browser.run("Array.from(view.pass[view.pass.length - 1].a)");
            for (int k = 0; k < 10; k++) {
                assertEquals(answers.outputs()[index][k], outputs.get(k).asDouble(), 1e-5, "example " + index);
            }
            String text =
                    browser.run("document.getElementById('answer').textContent").asText();
            assertTrue(text.startsWith(answers.answer(index) + " ("), text);
        }
    }

    @Test
    void aStrokeOfTheMouseIsAOneAndChangesTheNetworkWhileItIsDrawn() throws Exception {
        browser.run("document.getElementById('clear').click()");
        assertTrue(browser.run("view.empty").asBoolean());
        JsonNode pad = pad();
        mouse("mousePressed", pad, 0.5, 0.2);
        mouse("mouseMoved", pad, 0.5, 0.3);
        JsonNode before = browser.run("Array.from(view.pass[1].a)");
        for (int i = 4; i <= 8; i++) {
            mouse("mouseMoved", pad, 0.5, i / 10.0);
        }
        mouse("mouseReleased", pad, 0.5, 0.8);
        assertFalse(before.equals(browser.run("Array.from(view.pass[1].a)")));
        assertOneIsSeen();
        // Without a button, the mouse draws nothing.
        JsonNode drawn = browser.run("Array.from(view.pass[1].a)");
        mouse("mouseMoved", pad, 0.1, 0.1);
        assertEquals(drawn, browser.run("Array.from(view.pass[1].a)"));
    }

    @Test
    void aFingerDrawsOnAPhoneWhereNothingIsWiderThanTheScreen() throws Exception {
        browser.open(page, 390, 844);
        assertTrue(browser.run("document.documentElement.scrollWidth <= 390").asBoolean());
        browser.run("document.getElementById('clear').click()");
        browser.run("document.getElementById('pad').scrollIntoView({block: 'center'})");
        JsonNode pad = pad();
        touch("touchStart", pad, 0.2);
        for (int i = 3; i <= 8; i++) {
            touch("touchMove", pad, i / 10.0);
        }
        browser.call("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
        assertOneIsSeen();
    }

    @Test
    void everythingWorksByKeyboard() throws Exception {
        browser.run("document.getElementById('clear').click()");
        browser.run("document.getElementById('pad').focus()");
        key(" ");
        for (int i = 0; i < 14; i++) {
            key("ArrowDown");
        }
        assertOneIsSeen();
        browser.run("view.neurons[0][0].focus()");
        key("ArrowRight");
        assertTrue(browser.run("document.activeElement === view.neurons[0][1]").asBoolean());
        browser.run("document.getElementById('pad').focus()");
        key("Delete");
        assertTrue(browser.run("view.empty").asBoolean());
    }

    @Test
    void aPressedNeuronShowsItsWeightsAndPressedAgainNone() throws Exception {
        browser.run("view.neurons[0][3].click()");
        String detail =
                browser.run("document.getElementById('detail').textContent").asText();
        assertTrue(detail.startsWith("Layer 1, neuron 3: z = w · a + b = "), detail);
        assertEquals(
                2,
                browser.run("document.querySelectorAll('#detail canvas').length")
                        .asInt());
        browser.run("view.neurons[1][2].click()");
        assertEquals(
                16,
                browser.run("document.querySelectorAll('#detail td.above, #detail td.below').length")
                        .asInt());
        browser.run("view.neurons[1][2].click()");
        assertTrue(browser.run("document.getElementById('detail').textContent")
                .asText()
                .startsWith("Press a neuron"));
    }

    @Test
    void aDarkPageIsDark() throws Exception {
        String lightness =
                "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)";
        int light = browser.run(lightness).asInt();
        Map<String, String> dark = Map.of("name", "prefers-color-scheme", "value", "dark");
        browser.call("Emulation.setEmulatedMedia", Map.of("features", List.of(dark)));
        assertTrue(light > 600 && browser.run(lightness).asInt() < 150, "light " + light);
        browser.call("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    /** A vertical stroke, prepared: 20 pixels high, in the middle of 28. */
    private static void assertOneIsSeen() throws Exception {
        String text =
                browser.run("document.getElementById('answer').textContent").asText();
        assertTrue(text.startsWith("1 ("), text);
    }

    private static JsonNode pad() throws Exception {
        return browser.run("document.getElementById('pad').getBoundingClientRect().toJSON()");
    }

    private static void mouse(String type, JsonNode pad, double x, double y) throws Exception {
        boolean held = type.equals("mousePressed");
        browser.call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        at(pad, "x", "width", x),
                        "y",
                        at(pad, "y", "height", y),
                        "button",
                        type.equals("mouseMoved") ? "none" : "left",
                        "clickCount",
                        held ? 1 : 0));
    }

    private static void touch(String type, JsonNode pad, double y) throws Exception {
        Map<String, Double> finger = Map.of("x", at(pad, "x", "width", 0.5), "y", at(pad, "y", "height", y));
        browser.call("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", List.of(finger)));
    }

    private static double at(JsonNode box, String start, String length, double part) {
        return box.get(start).asDouble() + part * box.get(length).asDouble();
    }

    private static void key(String key) throws Exception {
        browser.call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key));
        browser.call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }
}
