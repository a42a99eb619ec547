package mnist.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs the program inside the test's process: arguments in; exit code, stdout and stderr back. */
final class CliRunner {
    /** What a command line gave. */
    record Result(int exitCode, String out, String err) {}

    private CliRunner() {}

    /** Runs a command line as through a pipe. */
    static Result run(Object... arguments) {
        return run(false, arguments);
    }

    /** Runs a command line as in a terminal. */
    static Result runInTerminal(Object... arguments) {
        return run(true, arguments);
    }

    private static Result run(boolean terminal, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), terminal, terminal);
        String[] texts = Arrays.stream(arguments)
                .map(argument -> argument instanceof Path path ? path.toString() : (String) argument)
                .toArray(String[]::new);
        int exitCode = Main.run(console, texts);
        console.out().flush();
        console.err().flush();
        return new Result(exitCode, out.toString(), err.toString());
    }
}
