package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntSupplier;
import mnist.json.Json;

/** Runs the program inside the test's process: arguments in; exit code, stdout and stderr back. */
final class CliRunner {
    /** What a command line gave. */
    record Result(int exitCode, String out, String err) {}

    private CliRunner() {}

    /** Runs a command line as through a pipe. */
    static Result run(Object... arguments) {
        return run(false, () -> 80, arguments);
    }

    /** Runs a command line as in a terminal of 80 columns. */
    static Result runInTerminal(Object... arguments) {
        return runInTerminal(() -> 80, arguments);
    }

    /** Runs a command line as in a terminal. */
    static Result runInTerminal(IntSupplier columns, Object... arguments) {
        return run(true, columns, arguments);
    }

    /** Runs a command that shall succeed and have nothing to say on stderr; returns its stdout. */
    static String succeed(Object... arguments) {
        Result result = run(arguments);
        assertEquals("", result.err());
        assertEquals(ExitCode.DONE, result.exitCode());
        assertFalse(result.out().contains("NaN"), result.out());
        return result.out();
    }

    /** Runs a command that shall succeed and print one line of JSON. */
    static JsonNode json(Object... arguments) {
        String out = succeed(arguments);
        assertEquals(1, out.lines().count(), out);
        return Json.parseStrict(out);
    }

    private static Result run(boolean terminal, IntSupplier columns, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), terminal, terminal, columns);
        String[] texts = Arrays.stream(arguments)
                .map(argument -> argument instanceof Path path ? path.toString() : (String) argument)
                .toArray(String[]::new);
        int exitCode = Main.run(console, texts);
        console.out().flush();
        console.err().flush();
        return new Result(exitCode, out.toString(), err.toString());
    }
}
