package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.data.IdxBuilder;
import mnist.data.Split;
import mnist.machine.Cpu;
import mnist.machine.Kernels;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A product is computed by the thread that asks for it and by no other, whatever a process touches first. The library makes its
 * threads under the name of the Java thread that loads it, so they are found, with the time that they have taken, in the
 * process itself.
 */
@EnabledOnOs(OS.LINUX)
class OneThreadTest {
    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
    /** In hundredths of a second: what all threads take that only come into being, and wait actively for a moment. */
    private static final long IDLE_TICKS = 30;
    /** Places in the process's statistics, counted from the thread's state. */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    @TempDir
    private static Path folder;

    private static Path config;

    @BeforeAll
    static void write() throws IOException {
        IdxBuilder images =
                new IdxBuilder().size(28, 28).pixels((example, row, column) -> example * row * column % 256);
        Path data = images.examples(3_000).write(folder.resolve("data"), Split.TRAIN);
        images.examples(40_000).write(data, Split.TEST);
        // 784 x 300 x 100 multiplications: a hundred times what the library divides among its threads, if it has some.
        config = Files.writeString(folder.resolve("wide.json"), """
                {
                  "data": { "directory": "%s", "validation": 500 },
                  "network": { "layers": [784, 300, 3] },
                  "optimizer": { "learningRate": 0.01 },
                  "training": { "epochs": 4, "batchSize": 100 }
                }
                """.formatted(data));
        Files.writeString(folder.resolve("spec.json"), """
                {
                  "base": "%s",
                  "search": { "type": "grid" },
                  "parameters": { "optimizer.learningRate": { "choice": [0.01, 0.02] } }
                }
                """.formatted(config));
        Path run = folder.resolve("run");
        assertEquals(
                0,
                CliRunner.run("train", "--config", config, "--out", run, "-q").exitCode());
    }

    /** A sample: a run, its evaluation, and two runs side by side; {@code .ci/run} asks for all. */
    static Stream<Arguments> lines() {
        Stream<Arguments> sample = Stream.of(
                Arguments.of("Haswell", "train --config wide.json --out ?"),
                Arguments.of("Haswell", "eval --checkpoint run"),
                Arguments.of("Haswell", "sweep --spec spec.json --jobs 2 --out ?"));
        Stream<Arguments> others = Stream.of(
                Arguments.of("SkylakeX", "train --config wide.json --out ?"),
                Arguments.of("Haswell", "train --resume run --set training.epochs=8 --accept-other-bits"),
                Arguments.of("Haswell", "sweep --spec spec.json --jobs 1 --out ?"),
                Arguments.of("Haswell", "bench --config wide.json --batch 100 --epochs 3 --warm-up 0"));
        return Boolean.getBoolean("mnist.thorough") ? Stream.concat(sample, others) : sample;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void noThreadOfTheLibraryWorks(String core, String line) throws Exception {
        assumeTrue(!core.equals("SkylakeX") || Kernels.AVX512.runsOn(Cpu.current()), "no AVX-512 here");
        List<String> command = MnistProcess.java();
        command.add(Main.class.getName());
        for (String word : line.split(" ")) {
            boolean file = Files.exists(folder.resolve(word));
            command.add(
                    word.equals("?")
                            ? Files.createTempDirectory(folder, "out") + "/run"
                            : file ? folder + "/" + word : word);
        }
        Map<String, String> environment = Map.of(CORE_TYPE, core, "OMP_NUM_THREADS", "4");
        Map<String, Map<Long, Long>> ticks = Map.of("java", new TreeMap<>(), "start", new TreeMap<>());
        try (MnistProcess process = MnistProcess.start(folder, command, environment)) {
            while (!process.endsWithin(20)) {
                addTicksOfLoaders(process.pid(), ticks);
            }
            assertEquals(0, process.finish(), process.err());
        }
        // The program itself is one of those named java; the one that loads ahead is the first of the others.
        List<Long> others = new ArrayList<>(ticks.get("java").values());
        others.remove(Collections.max(others));
        ticks.get("start").values().stream().skip(1).forEach(others::add);
        long sum = others.stream().mapToLong(time -> time).sum();
        assertTrue(sum <= IDLE_TICKS, "beside the threads that load the library, others of their names took " + others);
    }

    /** Notes the processor time of the threads that load the library, or have their name from one that does, by number. */
    private static void addTicksOfLoaders(long pid, Map<String, Map<Long, Long>> ticks) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                String name = Files.readString(thread.resolve("comm")).strip();
                String[] stat = Files.readString(thread.resolve("stat"))
                        .replaceFirst("^.*\\) ", "")
                        .split(" ");
                if (ticks.containsKey(name)) {
                    long time = Long.parseLong(stat[USER_TIME]) + Long.parseLong(stat[SYSTEM_TIME]);
                    ticks.get(name).put(Long.valueOf(thread.getFileName().toString()), time);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // A thread, or the whole process, has ended while it was looked at; the next look tells more.
            Thread.yield();
        }
    }
}
