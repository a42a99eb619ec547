package mnist.cluster;

import static mnist.sweep.SmallSweep.ONE_BAD;
import static mnist.sweep.SmallSweep.RATES;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import mnist.sweep.SweepBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps on a real cluster end as they do on one machine, whatever happens to the machines. */
class SparkSweepTest extends SweepOnSpark {
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
}
