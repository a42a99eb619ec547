package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mnist.json.Json;

/** The script of a report's page, run by node, where there is one. */
public final class ReportScript {
    private static final Path SCRIPT = Path.of("src/main/resources/mnist/insight/report.js");

    private ReportScript() {}

    /** Runs a program that finds the page's functions in {@code report} and a file's JSON in {@code input}; returns its output. */
    public static JsonNode run(String program, Path input) throws IOException, InterruptedException {
        boolean isThere = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node")));
        assumeTrue(isThere, "there is no node on this machine");
        String before = """
                const report = require(process.argv[1]);
                const input = JSON.parse(require("fs").readFileSync(process.argv[2]));
                """;
        Process node = new ProcessBuilder(
                        "node", "-e", before + program, SCRIPT.toAbsolutePath().toString(), input.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(node.getInputStream().readAllBytes());
        assertEquals(0, node.waitFor(), out);
        return Json.parseStrict(out);
    }
}
