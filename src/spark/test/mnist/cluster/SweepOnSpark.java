package mnist.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.sweep.SmallSweep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of this machine, and a small sweep that it trains. */
abstract class SweepOnSpark {
    @TempDir
    private static Path home;

    static StandaloneCluster cluster;

    @TempDir
    Path folder;

    Path whole;
    Path swept;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = new StandaloneCluster(home);
    }

    @AfterAll
    static void stopCluster() throws IOException {
        cluster.close();
    }

    @BeforeEach
    void writeData() {
        whole = folder.resolve("whole");
        swept = folder.resolve("swept");
        SmallSweep.writeData(folder.resolve("data"));
    }

    void writeSpec(String search, String parameters, int epochs) throws IOException {
        writeSpec("data", search, parameters, epochs);
    }

    void writeSpec(String data, String search, String parameters, int epochs) throws IOException {
        Files.writeString(folder.resolve("spec.json"), """
                {"base": {"data": {"directory": "%s", "validation": 20}, "network": {"layers": [12, 4, 3]},
                          "optimizer": {"learningRate": 0.5},
                          "training": {"epochs": %d, "batchSize": 10, "seed": 5, "checkpointSeconds": 0.05}},
                 "search": %s, "parameters": {%s}, "repeats": 2}""".formatted(data, epochs, search, parameters));
    }

    void sweepHere(int exitCode) throws Exception {
        try (Driver driver = Driver.start(
                folder, Driver.ALONE, List.of(), "sweep", "--spec", "spec.json", "--portable", "--out", whole)) {
            driver.endsWith(exitCode);
        }
    }

    Driver start(Object... more) throws IOException {
        return onSpark(List.of(), more, "--spec", "spec.json", "--out", swept);
    }

    Driver onSpark(List<String> options, Object[] more, Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of("sweep", "--on-spark", "--master", cluster.url()));
        all.addAll(List.of(arguments));
        all.addAll(List.of(more));
        List<String> jvm = new ArrayList<>(List.of("-Dspark.executor.memory=480m"));
        jvm.addAll(options);
        return Driver.start(folder, Driver.WITH_SPARK, jvm, all.toArray());
    }

    Driver onMaster(String master) throws IOException {
        return Driver.start(
                folder,
                Driver.WITH_SPARK,
                List.of(),
                "sweep",
                "--spec",
                "spec.json",
                "--out",
                swept,
                "--on-spark",
                "--master",
                master);
    }
}
