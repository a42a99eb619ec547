package mnist.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The program in a process of its own, with its streams in two files; killed when closed. */
final class MnistProcess implements AutoCloseable {
    private static final long LONGEST_SECONDS = 300;

    /** The first Java that warns of native code unless it is permitted. */
    private static final int FIRST_TO_WARN = 24;

    private final Process process;
    private final Path out;
    private final Path err;

    private MnistProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Returns the command of a Java that starts fast, with the test's class path and what the jar's manifest permits. */
    static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (Runtime.version().feature() >= FIRST_TO_WARN) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }

    /** Starts {@code mnist} with the given arguments. */
    static MnistProcess start(Path folder, Object... arguments) throws IOException {
        List<String> command = java();
        command.add(Main.class.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return start(folder, command);
    }

    /** Starts any command, with its stdout and stderr in files of the folder. */
    static MnistProcess start(Path folder, List<String> command) throws IOException {
        return start(folder, command, Map.of());
    }

    /** Starts any command with some variables added to its environment. */
    static MnistProcess start(Path folder, List<String> command, Map<String, String> environment) throws IOException {
        Path out = folder.resolve("stdout.txt");
        Path err = folder.resolve("stderr.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        return new MnistProcess(builder.redirectError(emptied(err)).start(), out, err);
    }

    private static File emptied(Path file) throws IOException {
        return Files.writeString(file, "").toFile();
    }

    long pid() {
        return process.pid();
    }

    String out() {
        return text(out);
    }

    String err() {
        return text(err);
    }

    /** Waits until what it wrote to stderr is as wanted. */
    void awaitErr(Predicate<String> wanted) throws InterruptedException {
        await(err, wanted);
    }

    void awaitOut(Predicate<String> wanted) throws InterruptedException {
        await(out, wanted);
    }

    /** Sends a signal, for example {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for it to end by itself, and returns its exit code. */
    int finish() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("does not end; stderr: " + err());
        }
        return process.exitValue();
    }

    /** Returns whether it ended by itself within some time. */
    boolean endsWithin(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Waits until what it wrote to stderr is as wanted, and returns true; or false if it ended before. */
    boolean reachesErr(Predicate<String> wanted) throws InterruptedException {
        return reaches(err, wanted);
    }

    /** Ends it (SIGKILL), and returns when it is gone. */
    void kill() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        kill();
    }

    private void await(Path file, Predicate<String> wanted) throws InterruptedException {
        if (!reaches(file, wanted)) {
            throw new IllegalStateException("ended before; stdout: " + out() + "; stderr: " + err());
        }
    }

    private boolean reaches(Path file, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!wanted.test(text(file))) {
            if (!process.isAlive()) {
                return wanted.test(text(file));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain; stdout: " + out() + "; stderr: " + err());
            }
            Thread.sleep(2);
        }
        return true;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
