package mnist.cluster;

import static mnist.sweep.SmallSweep.RATES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import mnist.sweep.SweepBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a cluster from training is told in a line, with the host where there is one, and is no trial's fault. */
class SparkObstaclesTest extends SweepOnSpark {
    @Test
    void aTaskThatRunsOutOfMemoryIsNoTrialsFault() throws Exception {
        String err = obstacle("-Dspark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxphysicalbytes=50m");
        assertTrue(err.contains("executor on " + host() + ": memory is full"), err);
        assertTrue(err.contains("resume it with --resume"), err);
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
        String err = obstacle("-Dspark.executorEnv.OPENBLAS_CORETYPE=Sandybridge");
        String where =
                "executor on " + host() + ": OPENBLAS_CORETYPE=Sandybridge: this process computes with other kernels";
        assertTrue(err.contains(where), err);
    }

    @Test
    void anExecutorWithoutNativeCodeIsToldWithItsHost() throws Exception {
        String err = obstacle("-Dspark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.platform=linux-s390x");
        assertTrue(err.contains("executor on " + host() + ": the program cannot run there, "), err);
        assertTrue(err.contains("Could not find jniopenblas_nolapack"), err);
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

    /** Sweeps on an executor that is started with an option; returns what stderr has when that ends the sweep. */
    private String obstacle(String option) throws Exception {
        writeSpec("{\"type\": \"random\", \"trials\": 2}", RATES, 2);
        try (Driver driver = onSpark(List.of(option), new Object[0], "--spec", "spec.json", "--out", swept)) {
            return driver.endsWith(3);
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
