package mnist.sweep;

import static mnist.sweep.SmallSweep.GRID;
import static mnist.sweep.SmallSweep.HALVING;
import static mnist.sweep.SmallSweep.ONE_BAD;
import static mnist.sweep.SmallSweep.RANDOM;
import static mnist.sweep.SmallSweep.RATES;
import static mnist.sweep.SmallSweep.TPE;
import static mnist.sweep.SmallSweep.jobs;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.config.ConfigReader;
import mnist.data.DataException;
import mnist.data.IdxBuilder;
import mnist.data.Split;
import mnist.experiment.EvaluationReport;
import mnist.experiment.RunObserver;
import mnist.experiment.RunOptions;
import mnist.experiment.RunOptions.Mode;
import mnist.experiment.RunResult;
import mnist.experiment.TrainingRun;
import mnist.json.InputException;
import mnist.space.Importance;
import mnist.storage.MetricsCsv;
import mnist.storage.RunDirectory;
import mnist.storage.RunDirectoryException;
import mnist.storage.RunJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    @BeforeAll
    static void writeData() {
        SmallSweep.writeData(shared);
    }

    private static SweepSpec spec(String search, String parameters, String more) {
        return SpecReader.parse(TestSpecs.json(shared.toString(), search, parameters, more), "spec");
    }

    @Test
    void onePointIsTrainedWithSeveralSeeds() {
        SweepSpec spec = spec(GRID, "\"training.epochs\": {\"choice\": [2]}", ", \"repeats\": 3");
        SweepResult result = Sweep.start(spec, directory.resolve("one"), jobs(1), SweepObserver.NONE);
        assertEquals(3, result.counts().completed());
        assertTrue(result.winner().testDeviation().isPresent());
        assertEquals(List.of(), result.importance().parameters());
    }

    @Test
    void aSweepThatIsCompletedKeepsWhatItHas() throws IOException {
        Path sweep = directory.resolve("sweep");
        Sweep.complete(spec(GRID, TestSpecs.RATES, ""), sweep, jobs(1), SweepObserver.NONE);
        SweepResult more =
                Sweep.complete(spec(GRID, TestSpecs.RATES, ", \"repeats\": 2"), sweep, jobs(1), new SweepObserver() {
                    @Override
                    public void trialFinished(Trial trial, TrialOutcome outcome, Progress progress) {
                        assertEquals(trial.repeat() == 0, progress.found() > progress.done() - 1);
                    }
                });
        assertEquals(4, more.counts().completed());
    }

    @Test
    void aSweepThatIsRunningKeepsItsSpecWhenAnotherIsToBeCompletedThere() throws IOException {
        Path sweep = directory.resolve("sweep");
        Sweep.complete(spec(GRID, TestSpecs.RATES, ""), sweep, jobs(1), SweepObserver.NONE);
        String before = Files.readString(sweep.resolve("spec.json"));
        SweepSpec more = spec(GRID, TestSpecs.RATES, ", \"repeats\": 2");
        RunDirectory running = RunDirectory.open(sweep);
        assertThrows(RunDirectoryException.class, () -> Sweep.complete(more, sweep, jobs(1), SweepObserver.NONE));
        running.close();
        assertEquals(before, Files.readString(sweep.resolve("spec.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {RANDOM, HALVING, TPE})
    void theNumberOfJobsChangesNothing(String search) throws IOException {
        SweepSpec spec = spec(search, RATES, ", \"repeats\": 2");
        SweepResult one = Sweep.start(spec, directory.resolve("one"), jobs(1), SweepObserver.NONE);
        SweepResult four = Sweep.start(spec, directory.resolve("four"), jobs(4), SweepObserver.NONE);
        SweepBytes.assertSame(directory.resolve("one"), directory.resolve("four"));
        assertEquals(one.ranking(), four.ranking());
        assertEquals(one.importance(), four.importance());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTrialThatDivergesIsRecordedAndTheOthersGoOn(boolean light) throws IOException {
        SweepOptions options = jobs(2, light ? Mode.LIGHT_TRIAL : Mode.TRIAL);
        SweepResult result = Sweep.start(spec(GRID, ONE_BAD, ""), directory.resolve("s"), options, SweepObserver.NONE);
        assertEquals(new SweepResult.Counts(3, 2, 0, 1, 0), result.counts());
        String row = Files.readAllLines(directory.resolve("s/results.csv")).get(2);
        assertTrue(row.contains(",diverged,"), row);
        assertTrue(row.contains("the cost is not finite in epoch 1"), row);
        assertEquals(2, result.ranking().size());
    }

    /** One of them takes a hundredth of the heap, or less. */
    @Test
    void trialsThatDoNotFitIntoMemoryTogetherAreRefusedBeforeAnythingIsWritten() {
        SweepSpec spec = spec(GRID, "\"network.layers\": {\"choice\": [[12, 4000, 3]]}", ", \"repeats\": 1000");
        InputException e = assertThrows(
                InputException.class, () -> Sweep.start(spec, directory.resolve("s"), jobs(1000), SweepObserver.NONE));
        assertTrue(e.getMessage().contains("1000 runs side by side are too large for "), e.getMessage());
        assertTrue(e.getMessage().contains(" Lower --jobs, or make the layers smaller"), e.getMessage());
        assertFalse(Files.exists(directory.resolve("s")));
    }

    @ParameterizedTest
    @ValueSource(strings = {GRID, HALVING, TPE})
    void whatIsLeftIsCountedInEpochsAndComesToNothing(String search) {
        String parameters = search.equals(GRID) ? "\"training.epochs\": {\"choice\": [1, 2, 4]}" : RATES;
        long expected = Map.of(GRID, 7L, HALVING, 6 + 3 + 2L, TPE, 8 * 4L).get(search);
        List<SweepObserver.Progress> seen = new ArrayList<>();
        Sweep.start(spec(search, parameters, ""), directory.resolve("s"), jobs(1), new SweepObserver() {
            @Override
            public void trialFinished(Trial trial, TrialOutcome outcome, Progress progress) {
                seen.add(progress);
            }
        });
        seen.forEach(progress -> assertEquals(expected, progress.epochs() + progress.epochsLeft()));
        assertEquals(0, seen.get(seen.size() - 1).epochsLeft());
    }

    @Test
    void noTrialBeginsAfterTheMostFailures() {
        String bad = ONE_BAD.replace("[0.1, 1000000, 1]", "[1000000, 0.1, 1]");
        SweepOptions options = new SweepOptions(1, Mode.TRIAL, false, 1, false, List.of(), RoundTrainer.THREADS);
        SweepResult result = Sweep.start(spec(GRID, bad, ""), directory.resolve("s"), options, SweepObserver.NONE);
        assertEquals(new SweepResult.Counts(3, 0, 0, 1, 2), result.counts());
    }

    @Test
    void aTrialIsTheRunThatTrainMakesOfItsConfig() throws IOException {
        SweepSpec spec = spec(HALVING, RATES, "");
        SweepResult result = Sweep.start(spec, directory.resolve("s"), jobs(2), SweepObserver.NONE);
        Path best = directory.resolve("s/best-config.json");
        RunOptions options = new RunOptions(directory.resolve("run"), false, List.of());
        RunResult run = TrainingRun.start(ConfigReader.read(best, List.of()), options, RunObserver.NONE);
        Path trial =
                directory.resolve("s/trials/" + result.ranking().get(0).trials().get(0));
        assertEquals(1, RunJson.read(trial.resolve("run.json")).last().threads());
        for (String file : List.of("config.json", "best.safetensors", "last.safetensors")) {
            assertArrayEquals(
                    Files.readAllBytes(directory.resolve("run").resolve(file)),
                    Files.readAllBytes(trial.resolve(file)));
        }
        assertEquals(
                run.best().validationAccuracy().getAsDouble(),
                result.ranking().get(0).mean());
        assertEquals(run.test().accuracy(), result.winner().testAccuracy());
        assertEquals(80, result.winner().testExamples());
    }

    @Test
    void halvingResumesTheSurvivorsAndLeavesTheOthersAtTheirRung() throws IOException {
        SweepResult result = Sweep.start(spec(HALVING, RATES, ""), directory.resolve("s"), jobs(2), SweepObserver.NONE);
        List<Integer> epochs =
                result.ranking().stream().map(SweepResult.Ranked::epochs).toList();
        assertEquals(List.of(4, 2, 2, 1, 1, 1), epochs);
        assertEquals(new SweepResult.Counts(6, 1, 5, 0, 0), result.counts());
        Path trial =
                directory.resolve("s/trials/" + result.ranking().get(0).trials().get(0));
        String rows = Files.readAllLines(trial.resolve("metrics.csv")).stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .collect(Collectors.joining(" "));
        assertEquals("epoch 1 2 3 4", rows);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void importanceComparesTheTrialsOfHalvingAfterTheSameEpoch(boolean light) throws IOException {
        SweepOptions options = jobs(2, light ? Mode.LIGHT_TRIAL : Mode.TRIAL);
        Path sweep = directory.resolve("s");
        Importance importance = Sweep.start(spec(HALVING, RATES, ""), sweep, options, SweepObserver.NONE)
                .importance();
        assertEquals(6, importance.trials());
        assertEquals(1, importance.epochs().getAsInt());
        double best = 0;
        try (Stream<Path> trials = Files.list(sweep.resolve("trials"))) {
            for (Path trial : trials.toList()) {
                String firstEpoch =
                        Files.readAllLines(trial.resolve("metrics.csv")).get(1);
                best = Math.max(best, Double.parseDouble(firstEpoch.split(",")[5]));
            }
        }
        assertEquals(
                best,
                importance.parameters().get(0).groups().stream()
                        .mapToDouble(Importance.Group::best)
                        .max()
                        .getAsDouble());
    }

    @Test
    void importanceComparesTrialsThatWereTrainedToTheirEndWithoutABudget() {
        SweepResult result = Sweep.start(spec(RANDOM, RATES, ""), directory.resolve("s"), jobs(2), SweepObserver.NONE);
        assertEquals(6, result.importance().trials());
        assertTrue(result.importance().epochs().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {RANDOM, HALVING})
    void aLightSweepHasTheSameResultsInFewerFiles(String search) throws IOException {
        SweepSpec spec = spec(search, RATES, "");
        Sweep.start(spec, directory.resolve("full"), jobs(2), SweepObserver.NONE);
        SweepOptions light = jobs(2, Mode.LIGHT_TRIAL);
        SweepResult result = Sweep.start(spec, directory.resolve("light"), light, SweepObserver.NONE);
        assertEquals(
                SweepBytes.resultsWithoutSeconds(directory.resolve("full")),
                SweepBytes.resultsWithoutSeconds(directory.resolve("light")));
        String id = result.ranking().get(0).trials().get(0);
        Path trial = directory.resolve("light/trials").resolve(id);
        try (Stream<Path> files = Files.list(trial)) {
            assertEquals(
                    List.of("best.safetensors", "config.json", "metrics.csv", "run.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertArrayEquals(
                Files.readAllBytes(directory.resolve("full/trials").resolve(id).resolve("best.safetensors")),
                Files.readAllBytes(trial.resolve("best.safetensors")));
        assertEquals(
                result.winner().testAccuracy(),
                EvaluationReport.of(trial, Optional.empty(), EvaluationReport.Part.TEST, warning -> {})
                        .accuracy());
    }

    @Test
    void theTestFilesAreNotReadBeforeTheWinnerIsKnown() throws IOException {
        Path training = directory.resolve("training-only");
        new IdxBuilder().examples(80).write(training, Split.TRAIN);
        SweepSpec spec = SpecReader.parse(TestSpecs.json(training.toString(), GRID, TestSpecs.RATES, ""), "spec");
        DataException problem = assertThrows(
                DataException.class, () -> Sweep.start(spec, directory.resolve("s"), jobs(2), SweepObserver.NONE));
        assertTrue(problem.getMessage().contains("t10k"), problem.getMessage());
        assertEquals(3, Files.readAllLines(directory.resolve("s/results.csv")).size());
        assertTrue(Files.exists(directory.resolve("s/best-config.json")));
    }

    @Test
    void nothingIsWrittenWhereTheDataIsMissingOrTheDirectoryIsNotEmpty() throws IOException {
        SweepSpec lost = TestSpecs.of(GRID, TestSpecs.RATES, "");
        Path sweep = directory.resolve("s");
        assertThrows(DataException.class, () -> Sweep.start(lost, sweep, jobs(1), SweepObserver.NONE));
        assertFalse(Files.exists(sweep));
        Files.createDirectories(sweep);
        Files.writeString(sweep.resolve("notes"), "mine");
        SweepSpec good = spec(GRID, TestSpecs.RATES, "");
        assertThrows(RunDirectoryException.class, () -> Sweep.start(good, sweep, jobs(1), SweepObserver.NONE));
        assertEquals("mine", Files.readString(sweep.resolve("notes")));
    }

    @Test
    void theRankedCostIsThatOfTheEpochWithTheLeastCost() throws IOException {
        SweepSpec spec = spec(RANDOM, RATES, ", \"objective\": \"validation_cost\"");
        SweepResult result = Sweep.start(spec, directory.resolve("s"), jobs(2), SweepObserver.NONE);
        for (SweepResult.Ranked ranked : result.ranking()) {
            Path trial = directory.resolve("s/trials/" + ranked.trials().get(0));
            double least = MetricsCsv.read(trial.resolve("metrics.csv")).stream()
                    .mapToDouble(row -> row.validationCost().getAsDouble())
                    .min()
                    .getAsDouble();
            assertEquals(least, ranked.mean());
        }
    }
}
