package mnist.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A second Java process that runs one of the test programs; killed when closed. */
final class ChildProcess implements AutoCloseable {
    /** Then it is killed, so that nobody waits for its output for ever. */
    private static final long LONGEST_SECONDS = 300;

    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts {@code prefix java -cp … program arguments}. */
    static ChildProcess start(List<String> prefix, Class<?> program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(java, "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
        command.add(classes(RunDirectory.class) + System.getProperty("path.separator") + classes(program));
        command.add(program.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ChildProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static String classes(Class<?> type) {
        return Path.of(java.net.URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** Waits for the next line that it prints; null at its end. */
    String readLine() throws IOException {
        return output.readLine();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it without giving it a chance to clear up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** Closes its standard input, and waits for it to end by itself. */
    int finish() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the process does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
