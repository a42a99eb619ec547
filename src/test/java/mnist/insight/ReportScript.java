package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import mnist.Tool;
import mnist.json.Json;

/** The script of a report's page, run by node, where there is one. */
public final class ReportScript {
    private static final Path SCRIPT = Path.of("src/main/resources/mnist/insight/report.js");

    private ReportScript() {}

    /** Runs a program that finds the page's functions in {@code report} and a file's JSON in {@code input}; returns its output. */
    public static JsonNode run(String program, Path input) throws IOException, InterruptedException {
        String before = """
                const report = require(process.argv[1]);
                const input = JSON.parse(require("fs").readFileSync(process.argv[2]));
                """;
        Tool.Result node = Tool.run(new ProcessBuilder(
                        "node", "-e", before + program, SCRIPT.toAbsolutePath().toString(), input.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        assertEquals(0, node.exitCode(), node.out());
        return Json.parseStrict(node.out());
    }
}
