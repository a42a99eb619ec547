package mnist.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The program, from its jars, in a process of its own. */
final class Driver implements AutoCloseable {
    private static final long LONGEST_SECONDS = 300;
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** The program with Spark beside it, as the launcher starts it with {@code --on-spark}. */
    static final String WITH_SPARK = TARGET.resolve("mnist.jar") + ":" + TARGET.resolve("mnist-spark.jar") + ":"
            + TARGET.resolve("spark") + "/*";

    /** The program alone. */
    static final String ALONE = TARGET.resolve("mnist.jar").toString();

    /** What Spark's own scripts open for each of its processes, as far as these need it. */
    static final List<String> OPENS = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "sun.nio.ch",
                    "sun.security.action",
                    "sun.util.calendar")
            .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
            .toList();

    private final Process process;
    private final Path err;

    private Driver(Process process, Path err) {
        this.process = process;
        this.err = err;
    }

    /**
     * Starts {@code mnist}.
     *
     * @param folder in which it runs
     * @param classPath {@link #WITH_SPARK} or {@link #ALONE}
     * @param options of the JVM
     */
    static Driver start(Path folder, String classPath, List<String> options, Object... arguments) throws IOException {
        List<String> more = new ArrayList<>(options);
        more.addAll(List.of("-cp", classPath, "mnist.cli.Main"));
        return start(folder, more, arguments);
    }

    /** Starts Spark's submission of a program, as its script {@code spark-submit} does. */
    static Driver submit(Path folder, String sparkJars, Object... arguments) throws IOException {
        return start(folder, List.of("-cp", sparkJars, "org.apache.spark.deploy.SparkSubmit"), arguments);
    }

    private static Driver start(Path folder, List<String> program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(OPENS);
        command.addAll(program);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path err = Files.writeString(folder.resolve("stderr.txt"), "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout.txt").toFile())
                .redirectError(err.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return new Driver(builder.start(), err);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until it has told of the end of so many trials. */
    void awaitTrials(int count) throws IOException, InterruptedException {
        await(all -> all.lines().filter(line -> line.contains("trial ")).count() >= count);
    }

    /** Waits until it has written this to stderr. */
    void awaitErr(String text) throws IOException, InterruptedException {
        await(all -> all.contains(text));
    }

    private void await(Predicate<String> written) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!written.test(err())) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain: " + err());
            }
            Thread.sleep(5);
        }
    }

    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for it to end by itself with this exit code, and returns what it wrote to stderr. */
    String endsWith(int exitCode) throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("does not end: " + err());
        }
        assertEquals(exitCode, process.exitValue(), err());
        return err();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
