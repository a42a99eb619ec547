package mnist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs programs that others wrote, to compare ours with. One that hangs is killed, so that no test waits for ever. */
public final class Tool {
    private static final long LONGEST_SECONDS = 300;

    /** What a program gave. */
    public record Result(int exitCode, String out) {}

    private Tool() {}

    /** Runs a program to its end, with nothing on its stdin; skips the test where there is no such program. */
    public static Result run(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = start(program);
        Executor later = CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Void> end = CompletableFuture.runAsync(process::destroyForcibly, later);
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        end.cancel(false);
        return new Result(exitCode, out);
    }

    private static Process start(ProcessBuilder program) throws IOException {
        try {
            return program.start();
        } catch (IOException e) {
            assumeTrue(false, "there is no " + program.command().get(0) + " here");
            throw e;
        }
    }
}
