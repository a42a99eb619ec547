package mnist.sweep;

import static mnist.sweep.SmallSweep.GRID;
import static mnist.sweep.SmallSweep.HALVING;
import static mnist.sweep.SmallSweep.RATES;
import static mnist.sweep.SmallSweep.jobs;
import static mnist.sweep.SmallSweep.stopAfter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.experiment.RunObserver;
import mnist.experiment.RunOptions;
import mnist.experiment.TrainingRun;
import mnist.space.Importance;
import mnist.storage.MetricsCsv;
import mnist.training.TrainingState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials that end before their last epoch, because they got no better. */
class SweepPatienceTest {
    private static final int EPOCHS = 40;
    private static final int PATIENCE = 2;

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    @BeforeAll
    static void writeData() {
        SmallSweep.writeData(shared);
    }

    private static SweepSpec spec(String search) {
        String text = TestSpecs.json(shared.toString(), search, search.equals(GRID) ? TestSpecs.RATES : RATES, "");
        return SpecReader.parse(
                text.replace("\"epochs\": 4", "\"epochs\": %d, \"patience\": %d".formatted(EPOCHS, PATIENCE)), "spec");
    }

    private static Path trial(Path sweep, String id) {
        return new SweepFiles(sweep).trials().resolve(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {GRID, HALVING})
    void aTrialEndsWhereTheRunOfItsConfigEnds(String search) {
        Path sweep = directory.resolve("sweep");
        SweepResult result = Sweep.start(spec(search), sweep, jobs(2), SweepObserver.NONE);
        assertEquals(0, result.counts().pending());
        SweepResult.Ranked best = result.ranking().get(0);
        Config config = ConfigReader.read(new SweepFiles(sweep).bestConfig(), List.of());
        assertEquals(EPOCHS, config.training().epochs());
        Path alone = directory.resolve("alone");
        TrainingRun.start(config, new RunOptions(alone, false, List.of()), RunObserver.NONE);
        int epochs = MetricsCsv.read(alone.resolve("metrics.csv")).size();
        assertTrue(epochs < EPOCHS, epochs + " epochs");
        assertEquals(epochs, best.epochs());
        assertEquals(
                epochs,
                MetricsCsv.read(trial(sweep, best.trials().get(0)).resolve("metrics.csv"))
                        .size());
        assertTrue(result.winner().testAccuracy() > 0);
    }

    /** Patience ends every trial within the first rung's epochs: from then on nothing changes, and the rungs only choose. */
    @Test
    void whatEndsWithinTheFirstRungIsComparedAndRankedByItsBestEpoch() {
        SweepResult result = Sweep.start(
                spec(HALVING.replace("\"minEpochs\": 1", "\"minEpochs\": 20")),
                directory.resolve("sweep"),
                jobs(2),
                SweepObserver.NONE);
        List<SweepResult.Ranked> ranking = result.ranking();
        assertTrue(ranking.stream().allMatch(ranked -> ranked.epochs() < 20), ranking.toString());
        List<Double> means = ranking.stream().map(SweepResult.Ranked::mean).toList();
        assertEquals(means.stream().sorted(Comparator.reverseOrder()).toList(), means);
        assertEquals(20, result.importance().epochs().getAsInt());
        assertEquals(6, result.importance().trials());
        assertEquals(
                means.get(0),
                result.importance().parameters().get(0).groups().stream()
                        .mapToDouble(Importance.Group::best)
                        .max()
                        .getAsDouble());
    }

    @Test
    void whatALaterRungPrunedComesFirstHoweverEarlyItsPatienceEnded() {
        SweepSpec spec = spec(GRID);
        List<Candidate> candidates = Search.of(spec).candidates();
        Ranking ranking = new Ranking(spec, trial -> trial.number() == 1 ? pruned(8, 8, 0.95) : pruned(7, 16, 0.9));
        assertEquals(List.of(candidates.get(1), candidates.get(0)), ranking.order(candidates));
    }

    private static TrialOutcome pruned(int epochs, int budget, double accuracy) {
        TrainingState.Best best = new TrainingState.Best(5, accuracy, 0.1);
        return new TrialOutcome(TrialOutcome.Status.PRUNED, epochs, budget, best, 1, "");
    }

    @Test
    void trialsThatEndedEarlyWereTrainedToTheirEnd() {
        SweepResult result = Sweep.start(spec(GRID), directory.resolve("sweep"), jobs(2), SweepObserver.NONE);
        assertEquals(2, result.counts().completed());
        assertEquals(2, result.importance().trials());
        assertTrue(result.importance().epochs().isEmpty());
    }

    /** A trial that has ended is asked for more epochs by the next round, and has no more. */
    @Test
    void aSweepThatIsStoppedAgainAndAgainEndsWithTheSameResults() throws IOException {
        Path whole = directory.resolve("whole");
        SweepResult uninterrupted = Sweep.start(spec(HALVING), whole, jobs(2), SweepObserver.NONE);
        Path stopped = directory.resolve("stopped");
        SweepResult result = Sweep.start(spec(HALVING), stopped, jobs(2), stopAfter(20));
        assertTrue(result.counts().pending() > 0);
        for (int sessions = 0; result.counts().pending() > 0; sessions++) {
            assertTrue(sessions < 100);
            result = Sweep.resume(stopped, jobs(2), stopAfter(20));
        }
        SweepBytes.assertSame(whole, stopped);
        assertEquals(uninterrupted.ranking(), result.ranking());
    }

    @Test
    void onlyATrialWhoseLastRowsAreLostIsTrainedAgain() throws IOException {
        Path whole = directory.resolve("whole");
        SweepResult before = Sweep.start(spec(GRID), whole, jobs(1), SweepObserver.NONE);
        Path damaged = directory.resolve("damaged");
        Sweep.start(spec(GRID), damaged, jobs(1), SweepObserver.NONE);
        assertEquals(0, trainedBy(damaged));
        Path metrics = trial(damaged, before.ranking().get(0).trials().get(0)).resolve("metrics.csv");
        List<String> rows = Files.readAllLines(metrics);
        Files.write(metrics, rows.subList(0, rows.size() - 1));
        assertEquals(1, trainedBy(damaged));
        SweepBytes.assertSame(whole, damaged);
    }

    private static int trainedBy(Path sweep) {
        AtomicInteger trained = new AtomicInteger();
        Sweep.resume(sweep, jobs(1), new SweepObserver() {
            @Override
            public void trialStarted(Progress progress) {
                trained.incrementAndGet();
            }
        });
        return trained.get();
    }
}
