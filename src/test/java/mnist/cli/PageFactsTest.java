package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mnist.json.Json;
import mnist.machine.BlasLibrary;
import mnist.machine.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say of settings, exit codes and file formats is what the program does. */
class PageFactsTest {
    @TempDir
    Path folder;

    static List<String> jsonBlocks() throws IOException {
        return Page.all().stream()
                .flatMap(page -> page.codes().stream())
                .filter(code -> code.language().equals("json"))
                .map(Page.Code::text)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("jsonBlocks")
    void jsonIsAConfigOrASpec(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("shown.json"), text);
        if (Json.parseStrict(text).has("base")) {
            CliRunner.succeed("sweep", "--spec", file, "--plan", "--out", folder.resolve("plan"));
        } else {
            CliRunner.succeed("config", "check", file);
        }
    }

    @Test
    void configPageGivesEverySettingWithItsDefault() {
        String page = Page.read(Page.SITE.resolve("config.md")).text();
        everySettingIsIn(page, "", Json.parseStrict(CliRunner.succeed("config", "schema")));
    }

    private static void everySettingIsIn(String page, String path, JsonNode entry) {
        if (entry.has("properties")) {
            entry.get("properties")
                    .properties()
                    .forEach(property -> everySettingIsIn(
                            page,
                            path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                            property.getValue()));
        } else if (!path.equals("$schema")) {
            String standard = entry.has("default") ? entry.get("default").asText() : "required";
            String row = "| `" + path + "` | " + standard + " |";
            assertTrue(
                    page.replace("| `" + standard + "` |", "| " + standard + " |")
                            .contains(row),
                    "no row " + row);
        }
    }

    @Test
    void accuraciesInReadmeAreThoseOfTheResultsPage() {
        String results = Page.read(Page.SITE.resolve("results.md")).text();
        Matcher row = Pattern.compile("\\| \\[(`[\\w-]+\\.json`)\\].*\\| (\\d\\d\\.\\d\\d %) \\|")
                .matcher(Page.read(Page.README).text());
        int rows = 0;
        for (; row.find(); rows++) {
            String start = Pattern.quote("| " + row.group(1) + " |") + ".*" + Pattern.quote("| " + row.group(2) + " |");
            assertTrue(Pattern.compile(start).matcher(results).find(), row.group());
        }
        assertEquals(4, rows);
    }

    @Test
    void readmeAndContributingGuideNameEveryPackage() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/main/java/mnist"))) {
            for (Path folder : folders.toList()) {
                assertTrue(
                        Page.read(Page.README).text().contains("](" + folder + "/package-info.java)"),
                        folder + ": README");
                assertTrue(
                        Page.read(Path.of("CONTRIBUTING.md")).text().contains("\n| `" + folder.getFileName() + "` | "),
                        folder + ": CONTRIBUTING");
            }
        }
    }

    @Test
    void scriptingPageGivesEveryExitCode() throws IllegalAccessException {
        String page = Page.read(Page.SITE.resolve("scripting.md")).text();
        for (Field code : ExitCode.class.getDeclaredFields()) {
            if (!code.getName().equals("SIGNAL")) {
                assertTrue(page.contains("\n| " + code.getInt(null) + " | "), code.getName());
            }
        }
        for (int signal : List.of(2, 15)) {
            assertTrue(page.contains(Integer.toString(ExitCode.SIGNAL + signal)), "signal " + signal);
        }
    }

    /** Of the kernels that this process computes with; on other machines than x86-64 nothing is promised. */
    @Test
    void digestOnTheReproducibilityPageIsThatOfATraining() throws IOException {
        Kernels kernels = BlasLibrary.current().kernels();
        assumeTrue(kernels == Kernels.AVX2 || kernels == Kernels.AVX512);
        Path run = folder.resolve("run");
        CliRunner.succeed("train", "--config", "configs/smoke.json", "--out", run, "-q");
        String checkpoint = Files.readString(run.resolve("last.safetensors"), StandardCharsets.ISO_8859_1);
        Matcher digest = Pattern.compile("\"sha256\":\"([0-9a-f]{64})\"").matcher(checkpoint);
        assertTrue(digest.find());
        String row = "| `smoke.json` | " + kernels.label() + " | `" + digest.group(1) + "` |";
        String page = Page.read(Page.SITE.resolve("reproducibility.md")).text();
        assertTrue(page.contains(row), "the arithmetic has changed; src/bench/bits prints the table anew: " + row);
    }

    @Test
    void filesPageGivesTheFilesOfARunAndTheColumnsOfItsMetrics() throws IOException {
        String page = Page.read(Page.SITE.resolve("files.md")).text();
        Path run = folder.resolve("run");
        SmallExperiment.train(SmallExperiment.write(folder), run);
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.toList()) {
                assertTrue(page.contains("\n  " + file.getFileName() + " "), file.toString());
            }
        }
        assertTrue(page.contains(
                "`" + Files.readAllLines(run.resolve("metrics.csv")).get(0) + "`"));
    }
}
