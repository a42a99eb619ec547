package mnist.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Where a command writes, and what can be shown there.
 *
 * @param out for results
 * @param err for progress, warnings and errors
 * @param redraws whether a line on {@code err} can be drawn over
 * @param colours whether {@code out} shows colours
 * @param columns of the terminal; asked again and again, because people change the size of their windows
 */
record Console(PrintWriter out, PrintWriter err, boolean redraws, boolean colours, IntSupplier columns) {
    /** Tells what makes a result mean something other than it seems to. */
    void warn(String warning) {
        err.println("warning: " + warning);
    }

    /**
     * Returns the console of this process. Java cannot tell whether stdout and stderr are terminals, so the launcher says it
     * in two system properties; without them nothing is taken for a terminal.
     */
    static Console ofProcess(OutputStream stdout) {
        Map<String, String> environment = System.getenv();
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean plain = dumb || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Console(
                new PrintWriter(stdout, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean("mnist.stderr.terminal") && !dumb,
                Boolean.getBoolean("mnist.stdout.terminal") && !plain,
                new TerminalWidth());
    }
}
