package mnist.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.data.IdxBuilder;
import mnist.data.Split;
import mnist.sweep.SweepBytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps on a real cluster end as they do on one machine, whatever happens to the machines. */
class SparkSweepTest {
    private static final String RATES = "\"optimizer.learningRate\": {\"logUniform\": [0.01, 5]}";
    /** Of the three rates one diverges. */
    private static final String ONE_BAD = "\"optimizer.learningRate\": {\"choice\": [0.1, 1000000, 1]},"
            + " \"network.hidden\": {\"choice\": [\"relu\"]}, \"network.output\": {\"choice\": [\"identity\"]},"
            + " \"cost\": {\"choice\": [\"squared-error\"]}";

    @TempDir
    private static Path home;

    private static StandaloneCluster cluster;

    @TempDir
    private Path folder;

    private Path whole;
    private Path swept;

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
        for (Split split : Split.values()) {
            new IdxBuilder()
                    .examples(80)
                    .pixels((example, row, column) -> (97 * example % 60) + (example % 3 == row % 3 ? 150 : 0))
                    .write(folder.resolve("data"), split);
        }
    }

    private void writeSpec(String search, String parameters, int epochs) throws IOException {
        writeSpec("data", search, parameters, epochs);
    }

    private void writeSpec(String data, String search, String parameters, int epochs) throws IOException {
        Files.writeString(folder.resolve("spec.json"), """
                {"base": {"data": {"directory": "%s", "validation": 20}, "network": {"layers": [12, 4, 3]},
                          "optimizer": {"learningRate": 0.5},
                          "training": {"epochs": %d, "batchSize": 10, "seed": 5, "checkpointSeconds": 0.05}},
                 "search": %s, "parameters": {%s}, "repeats": 2}""".formatted(data, epochs, search, parameters));
    }

    private void sweepHere(int exitCode) throws Exception {
        try (Driver driver = Driver.start(
                folder, Driver.ALONE, List.of(), "sweep", "--spec", "spec.json", "--portable", "--out", whole)) {
            driver.endsWith(exitCode);
        }
    }

    private Driver start(Object... more) throws IOException {
        return onSpark(List.of(), more, "--spec", "spec.json", "--out", swept);
    }

    private Driver onSpark(List<String> options, Object[] more, Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of("sweep", "--on-spark", "--master", cluster.url()));
        all.addAll(List.of(arguments));
        all.addAll(List.of(more));
        List<String> jvm = new ArrayList<>(List.of("-Dspark.executor.memory=480m"));
        jvm.addAll(options);
        return Driver.start(folder, Driver.WITH_SPARK, jvm, all.toArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | {\"type\": \"grid\"}",
                "0 | {\"type\": \"random\", \"trials\": 6}",
                "0 | {\"type\": \"halving\", \"trials\": 6, \"factor\": 2, \"minEpochs\": 1}",
                "0 | {\"type\": \"tpe\", \"trials\": 8, \"startup\": 4, \"batch\": 2}",
            })
    void aSweepHasTheBytesOfOneOnOneMachine(int exitCode, String search) throws Exception {
        writeSpec(search, search.contains("grid") ? ONE_BAD : RATES, 4);
        sweepHere(exitCode);
        try (Driver driver = start()) {
            driver.endsWith(exitCode);
        }
        SweepBytes.assertSame(whole, swept);
    }

    @Test
    void aWorkerThatIsKilledChangesNothing() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 6}", RATES, 1500);
        sweepHere(0);
        try (Driver driver = start()) {
            driver.awaitTrials(2);
            cluster.killWorker();
            driver.endsWith(0);
        } finally {
            cluster.addWorker();
        }
        SweepBytes.assertSame(whole, swept);
    }

    /** The trial of an executor that has stopped is not lost, but trained a second time, by the other. */
    @Test
    void aTrialThatIsTrainedTwiceCountsOnce() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 6}", RATES, 1500);
        sweepHere(0);
        List<String> speculation = List.of(
                "-Dspark.speculation=true", "-Dspark.speculation.quantile=0.1", "-Dspark.speculation.multiplier=1.1");
        try (Driver driver = onSpark(speculation, new Object[0], "--spec", "spec.json", "--out", swept)) {
            driver.awaitTrials(2);
            cluster.signalExecutors("STOP");
            driver.endsWith(0);
        } finally {
            cluster.signalExecutors("CONT");
        }
        SweepBytes.assertSame(whole, swept);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDriverThatIsKilledOrInterruptedIsResumed(boolean killed) throws Exception {
        writeSpec("{\"type\": \"halving\", \"trials\": 6, \"factor\": 2, \"minEpochs\": 300}", RATES, 1200);
        sweepHere(0);
        try (Driver driver = start()) {
            driver.awaitTrials(killed ? 14 : 3);
            if (killed) {
                driver.kill();
            } else {
                driver.interrupt();
                String err = driver.endsWith(130);
                assertTrue(err.contains("Resume with: ./mnist sweep --resume " + swept + " --on-spark --master "), err);
            }
        }
        try (Driver driver = onSpark(List.of(), new Object[0], "--resume", swept)) {
            driver.endsWith(0);
        }
        SweepBytes.assertSame(whole, swept);
    }

    @Test
    void aTaskThatRunsOutOfMemoryIsNoTrialsFault() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 2}", RATES, 2);
        List<String> little = List.of("-Dspark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxphysicalbytes=50m");
        try (Driver driver = onSpark(little, new Object[0], "--spec", "spec.json", "--out", swept)) {
            String err = driver.endsWith(3);
            assertTrue(err.contains("executor on " + host() + ": memory is full"), err);
            assertTrue(err.contains("resume with --resume"), err);
        }
        assertFalse(Files.readString(swept.resolve("results.csv")).contains(",failed,"));
    }

    /** Each process has its own working directory there, and only the driver's has the data. */
    @Test
    void dataThatAnExecutorLacksIsToldWithItsHostOrHandedOut() throws Exception {
        writeSpec("/proc/self/cwd/data", "{\"type\": \"random\", \"trials\": 2}", RATES, 2);
        sweepHere(0);
        try (Driver driver = start()) {
            String err = driver.endsWith(3);
            assertTrue(err.contains("executor on " + host() + ": /proc/self/cwd/data: no such data directory"), err);
            assertTrue(err.contains("--send-data"), err);
        }
        try (Driver driver = onSpark(List.of(), new Object[] {"--send-data"}, "--resume", swept)) {
            driver.endsWith(0);
        }
        SweepBytes.assertSame(whole, swept);
    }

    @Test
    void anExecutorThatComputesOtherwiseIsToldWithItsHost() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 2}", RATES, 2);
        List<String> other = List.of("-Dspark.executorEnv.OPENBLAS_CORETYPE=Sandybridge");
        try (Driver driver = onSpark(other, new Object[0], "--spec", "spec.json", "--out", swept)) {
            String err = driver.endsWith(3);
            String where = "executor on " + host()
                    + ": OPENBLAS_CORETYPE=Sandybridge: this process computes with other kernels";
            assertTrue(err.contains(where), err);
        }
    }

    @Test
    void anExecutorWithoutNativeCodeIsToldWithItsHost() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 2}", RATES, 2);
        List<String> other = List.of("-Dspark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.platform=linux-s390x");
        try (Driver driver = onSpark(other, new Object[0], "--spec", "spec.json", "--out", swept)) {
            String err = driver.endsWith(3);
            assertTrue(err.contains("executor on " + host() + ": the program cannot run there, "), err);
            assertTrue(err.contains("Could not find jniopenblas_nolapack"), err);
        }
    }

    @Test
    void whatNoWorkerHasIsWaitedForWithAWarning() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 2}", RATES, 2);
        List<String> much = List.of("-Dspark.executor.memory=4g", "-Dspark.starvation.timeout=1s");
        try (Driver driver = onSpark(much, new Object[] {"-q"}, "--spec", "spec.json", "--out", swept)) {
            driver.awaitErr("warning: " + cluster.url()
                    + ": no executor has taken a trial for 1 s, expected some with 4g of memory");
            driver.interrupt();
            String err = driver.endsWith(130);
            assertTrue(err.endsWith(" --on-spark --master " + cluster.url() + System.lineSeparator()), err);
        }
    }

    private static String host() throws IOException {
        return InetAddress.getLocalHost().getHostName();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark://127.0.0.1:1 | 3 | no Spark master there, found \"",
                "spark://127.0.0.1 | 2 | no Spark master there, found no host:port",
                "127.0.0.1:7077 | 2 | Spark does not start, Could not parse Master URL",
                "local[0] | 2 | Spark does not start, Asked to run locally with 0 threads",
            })
    void aMasterThatIsNotThereIsOneLine(String master, int exitCode, String message) throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 2}", RATES, 2);
        try (Driver driver = onMaster(master)) {
            String err = driver.endsWith(exitCode);
            assertEquals(1, err.lines().count(), err);
            assertTrue(err.startsWith(master + ": " + message), err);
        }
        assertFalse(Files.exists(swept));
    }

    private Driver onMaster(String master) throws IOException {
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

    @Test
    void theThreadsOfALocalMasterDoWithoutExecutors() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 4}", RATES, 4);
        sweepHere(0);
        try (Driver driver = onMaster("local[2]")) {
            driver.endsWith(0);
        }
        SweepBytes.assertSame(whole, swept);
    }

    /** What Spark's own script of this name starts. */
    @Test
    void sparkSubmitStartsTheSameSweep() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 4}", RATES, 4);
        sweepHere(0);
        List<Object> submit = List.of(
                "--class", "mnist.cli.Main", "--master", cluster.url(), "--executor-memory", "480m", Driver.ALONE);
        List<Object> sweep = List.of("sweep", "--spec", "spec.json", "--on-spark", "--out", swept);
        try (Driver driver = Driver.submit(
                folder,
                cluster.jars(),
                Stream.concat(submit.stream(), sweep.stream()).toArray())) {
            driver.endsWith(0);
        }
        SweepBytes.assertSame(whole, swept);
    }

    @Test
    void withoutSparkItIsSaidHowToGetIt() throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 2}", RATES, 2);
        try (Driver driver = Driver.start(
                folder, Driver.ALONE, List.of(), "sweep", "--spec", "spec.json", "--out", swept, "--on-spark")) {
            String err = driver.endsWith(2);
            assertEquals(1, err.lines().count(), err);
            assertTrue(err.startsWith("--on-spark: Spark is not there."), err);
        }
    }
}
