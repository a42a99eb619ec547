package mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A product is computed by the thread that asks for it and by no other, whatever a process touches first. The library makes its
 * threads under the name of the Java thread that loads it, so they are found, with the time that they have taken, in the
 * process itself.
 */
@EnabledOnOs(OS.LINUX)
class OneThreadTest {
    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
    /** In hundredths of a second: what a thread takes that only comes into being. */
    private static final long IDLE_TICKS = 5;

    @TempDir
    private static Path folder;

    private static Path config;

    @BeforeAll
    static void write() throws IOException {
        IdxBuilder images =
                new IdxBuilder().size(28, 28).pixels((example, row, column) -> example * row * column % 256);
        Path data = images.examples(3_000).write(folder.resolve("data"), Split.TRAIN);
        images.examples(3_000).write(data, Split.TEST);
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

    @ParameterizedTest
    @CsvSource({
        "SkylakeX, train --config wide.json --out ?",
        "Haswell, train --config wide.json --out ?",
        "Haswell, train --resume run --set training.epochs=8",
        "Haswell, eval --checkpoint run",
        "Haswell, sweep --spec spec.json --jobs 1 --out ?",
        "Haswell, sweep --spec spec.json --jobs 2 --out ?",
        "Haswell, bench --config wide.json --batch 100 --epochs 1"
    })
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
        Map<Long, Long> ticks = Map.of();
        try (MnistProcess process = MnistProcess.start(folder, command, environment)) {
            while (!process.endsWithin(20)) {
                Map<Long, Long> now = ticksOfLoaders(process.pid());
                ticks = now.isEmpty() ? ticks : now;
            }
            assertEquals(0, process.finish(), process.err());
        }
        List<Long> sorted = new ArrayList<>(ticks.values());
        sorted.sort(null);
        long others =
                sorted.stream().limit(sorted.size() - 1).mapToLong(time -> time).sum();
        assertTrue(others <= IDLE_TICKS, "beside the thread that loads the library, others of its name took " + sorted);
    }

    /** Returns the processor time of the threads that load the library, or have their name from one that does. */
    private static Map<Long, Long> ticksOfLoaders(long pid) throws IOException {
        Map<Long, Long> ticks = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                String[] name = Files.readString(thread.resolve("comm")).split("\n");
                String[] stat = Files.readString(thread.resolve("stat"))
                        .replaceFirst("^.*\\) ", "")
                        .split(" ");
                if (Arrays.asList("java", "start", "main").contains(name[0])) {
                    ticks.put(
                            Long.valueOf(thread.getFileName().toString()),
                            Long.parseLong(stat[11]) + Long.parseLong(stat[12]));
                }
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // A thread, or the whole process, has ended while it was looked at.
            return ticks;
        }
        return ticks;
    }
}
