package mnist.sweep;

import static mnist.sweep.SmallSweep.GRID;
import static mnist.sweep.SmallSweep.HALVING;
import static mnist.sweep.SmallSweep.ONE_BAD;
import static mnist.sweep.SmallSweep.RANDOM;
import static mnist.sweep.SmallSweep.RATES;
import static mnist.sweep.SmallSweep.TPE;
import static mnist.sweep.SmallSweep.jobs;
import static mnist.sweep.SmallSweep.stopAfter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mnist.experiment.RunOptions.Mode;
import mnist.storage.RunDirectoryException;
import mnist.storage.StorageException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepResumeTest {
    private static final SweepOptions FORCE =
            new SweepOptions(2, Mode.TRIAL, false, Integer.MAX_VALUE, true, List.of(), RoundTrainer.THREADS);

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

    @ParameterizedTest
    @ValueSource(strings = {RANDOM, HALVING, TPE})
    void aSweepThatIsStoppedAgainAndAgainEndsWithTheSameResults(String search) throws IOException {
        SweepSpec spec = spec(search, RATES, ", \"repeats\": 2");
        Path whole = directory.resolve("whole");
        Sweep.start(spec, whole, jobs(2), SweepObserver.NONE);
        Path stopped = directory.resolve("stopped");
        SweepResult result = Sweep.start(spec, stopped, jobs(2), stopAfter(60));
        assertTrue(result.counts().pending() > 0);
        assertNull(result.winner());
        for (int sessions = 0; result.counts().pending() > 0; sessions++) {
            assertTrue(sessions < 100);
            result = Sweep.resume(stopped, jobs(2), stopAfter(60));
        }
        SweepBytes.assertSame(whole, stopped);
    }

    @Test
    void aTrialThatLostItsFilesIsTrainedAgain() throws IOException {
        SweepSpec spec = spec(RANDOM, RATES, "");
        Path sweep = directory.resolve("sweep");
        SweepResult before = Sweep.start(spec, sweep, jobs(2), SweepObserver.NONE);
        String results = SweepBytes.resultsWithoutSeconds(sweep);
        Path trial = new SweepFiles(sweep)
                .trials()
                .resolve(before.ranking().get(0).trials().get(0));
        Files.writeString(trial.resolve("metrics.csv"), "damaged");
        Files.delete(trial.resolve("best.safetensors"));
        Files.delete(new SweepFiles(sweep).results());
        AtomicInteger trained = new AtomicInteger();
        SweepObserver counter = new SweepObserver() {
            @Override
            public void trialStarted(Progress progress) {
                trained.incrementAndGet();
            }
        };
        assertEquals(before.ranking(), Sweep.resume(sweep, jobs(2), counter).ranking());
        assertEquals(1, trained.get());
        assertEquals(results, SweepBytes.resultsWithoutSeconds(sweep));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "metrics.csv", "best.safetensors", "last.safetensors", "config.json"})
    void aFinishedTrialWithAnEmptyFileIsTrainedAgain(String file) throws IOException {
        SweepSpec spec = spec(RANDOM, RATES, "");
        Path whole = directory.resolve("whole");
        SweepResult before = Sweep.start(spec, whole, jobs(1), SweepObserver.NONE);
        Path damaged = directory.resolve("damaged");
        Sweep.start(spec, damaged, jobs(1), SweepObserver.NONE);
        String winner = before.ranking().get(0).trials().get(0);
        Files.writeString(new SweepFiles(damaged).trials().resolve(winner).resolve(file), "");
        Sweep.resume(damaged, jobs(1), SweepObserver.NONE);
        SweepBytes.assertSame(whole, damaged);
    }

    @Test
    void aTrialThatFailedAtOnceIsRememberedWithoutMetrics() throws IOException {
        Path sweep = directory.resolve("sweep");
        SweepResult before = Sweep.start(spec(GRID, ONE_BAD, ""), sweep, jobs(1), SweepObserver.NONE);
        String bad = before.trials().get(1).id();
        Files.delete(new SweepFiles(sweep).trials().resolve(bad).resolve("metrics.csv"));
        AtomicInteger trained = new AtomicInteger();
        Sweep.resume(sweep, jobs(1), new SweepObserver() {
            @Override
            public void trialStarted(Progress progress) {
                trained.incrementAndGet();
            }
        });
        assertEquals(0, trained.get());
        assertEquals(
                1,
                new SplitSweep(spec(GRID, ONE_BAD, ""))
                        .collect(List.of(sweep), new SweepFiles(sweep))
                        .counts()
                        .failed());
    }

    /** As after a power failure, which a trial's files need not outlast. */
    @ParameterizedTest
    @ValueSource(strings = {"run.json", "metrics.csv", "best.safetensors", "last.safetensors", "config.json"})
    void aStoppedTrialWithAnEmptyFileIsTrainedAgain(String file) throws IOException {
        SweepSpec spec = spec(RANDOM, RATES, "");
        Path whole = directory.resolve("whole");
        Sweep.start(spec, whole, jobs(1), SweepObserver.NONE);
        Path stopped = directory.resolve("stopped");
        Sweep.start(spec, stopped, jobs(1), stopAfter(18));
        try (Stream<Path> trials = Files.list(new SweepFiles(stopped).trials())) {
            for (Path trial : trials.toList()) {
                Files.writeString(trial.resolve(file), "");
            }
        }
        assertEquals(
                0, Sweep.resume(stopped, jobs(1), SweepObserver.NONE).counts().failed());
        SweepBytes.assertSame(whole, stopped);
    }

    @Test
    void aFailedTrialIsTrainedAgainOnlyWhenThatIsAskedFor() {
        Path sweep = directory.resolve("s");
        Sweep.start(spec(GRID, ONE_BAD, ""), sweep, jobs(1), SweepObserver.NONE);
        List<Integer> found = new ArrayList<>();
        SweepObserver observer = new SweepObserver() {
            @Override
            public void trialFinished(Trial trial, TrialOutcome outcome, Progress progress) {
                found.add(progress.found());
            }
        };
        Sweep.resume(sweep, jobs(1), observer);
        Sweep.resume(
                sweep,
                new SweepOptions(1, Mode.TRIAL, true, Integer.MAX_VALUE, false, List.of(), RoundTrainer.THREADS),
                observer);
        assertEquals(List.of(1, 2, 3, 1, 2, 2), found);
    }

    /** The heap ends in the middle of a training, as far as the training can tell. */
    @Test
    void aFullMemoryIsNoTrialsFault() throws IOException {
        SweepSpec spec = spec(RANDOM, RATES, "");
        Path whole = directory.resolve("whole");
        Sweep.start(spec, whole, jobs(1), SweepObserver.NONE);
        Path full = directory.resolve("full");
        AtomicInteger asked = new AtomicInteger();
        SweepObserver exhausting = new SweepObserver() {
            @Override
            public boolean stopRequested() {
                if (asked.incrementAndGet() == 60) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return false;
            }
        };
        StorageException e = assertThrows(StorageException.class, () -> Sweep.start(spec, full, jobs(2), exhausting));
        assertTrue(e.getMessage().contains("memory: is full (Java heap space)"), e.getMessage());
        assertTrue(e.getMessage().contains("Lower --jobs"), e.getMessage());
        assertTrue(e.getMessage().contains("no trial counts as failed"), e.getMessage());
        String results = Files.readString(new SweepFiles(full).results());
        assertTrue(results.contains(",pending,"), results);
        assertFalse(results.contains(",failed,"), results);
        Sweep.resume(full, jobs(2), SweepObserver.NONE);
        SweepBytes.assertSame(whole, full);
    }

    /** As on a full disk: the directory of the second trial cannot be written. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatTheMachineRefusesIsNoTrialsFaultAndIsResumed(int jobs) throws IOException {
        SweepSpec spec = spec(RANDOM, RATES, "");
        Path whole = directory.resolve("whole");
        SweepResult result = Sweep.start(spec, whole, jobs(1), SweepObserver.NONE);
        SweepFiles files = new SweepFiles(directory.resolve("refused"));
        String second = result.trials().get(1).id();
        SweepObserver refusing = new SweepObserver() {
            @Override
            public void sweepStarted(Path sweep, SweepSpec started, int expected) {
                try {
                    Files.createDirectories(files.trials());
                    Files.writeString(files.trials().resolve(second), "in the way");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        StorageException problem =
                assertThrows(StorageException.class, () -> Sweep.start(spec, files.directory(), jobs(jobs), refusing));
        assertTrue(problem.getMessage().contains("resume it with --resume"), problem.getMessage());
        String results = Files.readString(files.results());
        assertTrue(results.contains(",pending,"), results);
        assertFalse(results.contains(",failed,"), results);
        Files.delete(files.trials().resolve(second));
        Sweep.resume(files.directory(), jobs(jobs), SweepObserver.NONE);
        SweepBytes.assertSame(whole, files.directory());
    }

    @Test
    void anEarlierSweepIsReplacedOnlyWhenThatIsAskedFor() throws IOException {
        Path sweep = directory.resolve("s");
        Sweep.start(spec(RANDOM, RATES, ""), sweep, jobs(2), SweepObserver.NONE);
        SweepSpec other = spec(GRID, TestSpecs.RATES, "");
        assertThrows(RunDirectoryException.class, () -> Sweep.start(other, sweep, jobs(2), SweepObserver.NONE));
        assertEquals(
                2, Sweep.start(other, sweep, FORCE, SweepObserver.NONE).counts().trials());
        try (Stream<Path> trials = Files.list(new SweepFiles(sweep).trials())) {
            assertEquals(2, trials.count());
        }
    }

    /** What a file manager leaves, and what a kill before the spec was written. */
    @ParameterizedTest
    @ValueSource(strings = {".DS_Store", "lock", ".spec.json.tmp-12-ab"})
    void whereNoSweepHasBegunForceBeginsOne(String left) throws IOException {
        Path sweep = Files.createDirectories(directory.resolve("sweep"));
        Files.createFile(sweep.resolve(left));
        SweepResult result = Sweep.start(spec(GRID, TestSpecs.RATES, ""), sweep, FORCE, SweepObserver.NONE);
        assertEquals(2, result.counts().completed());
    }

    @Test
    void unfinishedFilesOfASweepThatWasKilledAreRemoved() throws IOException {
        Path sweep = directory.resolve("sweep");
        Sweep.start(spec(GRID, TestSpecs.RATES, ""), sweep, jobs(1), SweepObserver.NONE);
        for (String name : List.of("spec.json", "results.csv", "best-config.json", "notes.txt")) {
            Files.createFile(sweep.resolve("." + name + ".tmp-12-ab"));
        }
        Sweep.resume(sweep, jobs(1), SweepObserver.NONE);
        try (Stream<Path> files = Files.list(sweep)) {
            assertEquals(
                    List.of(".notes.txt.tmp-12-ab"),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("."))
                            .toList());
        }
    }
}
