package mnist.sweep;

import static mnist.sweep.SmallSweep.GRID;
import static mnist.sweep.SmallSweep.HALVING;
import static mnist.sweep.SmallSweep.RANDOM;
import static mnist.sweep.SmallSweep.RATES;
import static mnist.sweep.SmallSweep.TPE;
import static mnist.sweep.SmallSweep.jobs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mnist.storage.RunDirectory;
import mnist.storage.RunDirectoryException;
import mnist.storage.StorageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectTest {
    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void writeData() {
        data = folder.resolve("data");
        SmallSweep.writeData(data);
    }

    private SweepSpec spec(String search, String parameters, String more) {
        return SpecReader.parse(TestSpecs.json(data.toString(), search, parameters, more), "spec");
    }

    @ParameterizedTest
    @ValueSource(strings = {GRID, RANDOM, HALVING, TPE})
    void collectingAFinishedSweepChangesNothing(String search) throws IOException {
        SweepSpec spec = spec(search, search.equals(GRID) ? TestSpecs.RATES : RATES, ", \"repeats\": 2");
        SweepFiles files = new SweepFiles(folder.resolve("sweep"));
        SweepResult swept = Sweep.start(spec, files.directory(), jobs(2), SweepObserver.NONE);
        String results = Files.readString(files.results());
        String best = Files.readString(files.bestConfig());
        SweepResult collected = new SplitSweep(spec).collect(List.of(files.directory()), files);
        assertEquals(results, Files.readString(files.results()));
        assertEquals(best, Files.readString(files.bestConfig()));
        assertEquals(swept.counts(), collected.counts());
        assertEquals(swept.ranking(), collected.ranking());
        assertEquals(swept.winner(), collected.winner());
    }

    @ParameterizedTest
    @ValueSource(strings = {HALVING, TPE})
    void aTrialThatIsMissingEndsTheCollectionOfItsRound(String search) throws IOException {
        SweepSpec spec = spec(search, RATES, "");
        SweepFiles files = new SweepFiles(folder.resolve("sweep"));
        SweepResult swept = Sweep.start(spec, files.directory(), jobs(2), SweepObserver.NONE);
        String lost = swept.trials().get(1).id();
        deleteTrial(files, lost);
        String before = Files.readString(files.results());
        StorageException refused = assertThrows(
                StorageException.class, () -> new SplitSweep(spec).collect(List.of(files.directory()), files));
        assertTrue(refused.getMessage().contains("not there any more"), refused.getMessage());
        assertEquals(before, Files.readString(files.results()));
        Files.delete(files.results());
        SweepResult collected = new SplitSweep(spec).collect(List.of(files.directory()), files);
        assertTrue(collected.counts().pending() > 0);
        assertEquals("pending", collected.trials().get(1).status());
        assertNull(collected.winner());
    }

    @Test
    void aCollectionByASmallerSpecIsRefusedAndChangesNothing() throws IOException {
        SweepFiles files = new SweepFiles(folder.resolve("sweep"));
        Sweep.start(spec(RANDOM, RATES, ""), files.directory(), jobs(2), SweepObserver.NONE);
        String before = Files.readString(files.results());
        String best = Files.readString(files.bestConfig());
        SweepSpec smaller = spec(RANDOM.replace("6", "3"), RATES, "");
        assertThrows(StorageException.class, () -> new SplitSweep(smaller).collect(List.of(files.directory()), files));
        assertEquals(before, Files.readString(files.results()));
        assertEquals(best, Files.readString(files.bestConfig()));
    }

    @Test
    void theResultsOfASweepThatIsRunningAreNotReplaced() throws IOException {
        SweepSpec spec = spec(GRID, TestSpecs.RATES, "");
        SweepFiles files = new SweepFiles(folder.resolve("sweep"));
        Sweep.start(spec, files.directory(), jobs(2), SweepObserver.NONE);
        Files.writeString(files.bestConfig(), "as it was");
        try (RunDirectory running = RunDirectory.open(files.directory())) {
            assertThrows(
                    RunDirectoryException.class,
                    () -> new SplitSweep(spec).collect(List.of(files.directory()), files),
                    running.files().toString());
        }
        assertEquals("as it was", Files.readString(files.bestConfig()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaa", "zzz"})
    void ofTwoRunsOfOneConfigTheCompleteOneCounts(String interrupted) throws IOException {
        SweepSpec spec = spec(GRID, TestSpecs.RATES, "");
        SweepFiles files = new SweepFiles(folder.resolve("sweep"));
        SweepResult swept = Sweep.start(spec, files.directory(), jobs(1), SweepObserver.NONE);
        for (SweepResult.Row row : swept.trials()) {
            Path run = files.trials().resolve(row.id());
            Path copy = files.directory().resolve(interrupted).resolve(row.id());
            Files.createDirectories(copy);
            Files.writeString(
                    copy.resolve("run.json"),
                    Files.readString(run.resolve("run.json")).replace("\"completed\"", "\"stopped\""));
            List<String> rows = Files.readAllLines(run.resolve("metrics.csv"));
            Files.write(copy.resolve("metrics.csv"), rows.subList(0, rows.size() - 1));
        }
        assertEquals(
                swept.ranking(),
                new SplitSweep(spec).collect(List.of(files.directory()), files).ranking());
    }

    /** In the first rung both folders have the winner; after that only one has the network that won. */
    @Test
    void theWinnerOfHalvingIsTestedWhereItWasTrainedToTheEnd() {
        SweepSpec spec = spec(HALVING, RATES, "");
        Path firstRung = folder.resolve("a");
        Sweep.start(spec, firstRung, jobs(1), stopAfterTrials(6));
        SweepFiles whole = new SweepFiles(folder.resolve("b"));
        SweepResult swept = Sweep.start(spec, whole.directory(), jobs(1), SweepObserver.NONE);
        SweepResult collected = new SplitSweep(spec).collect(List.of(firstRung, whole.directory()), whole);
        assertEquals(swept.ranking(), collected.ranking());
        assertEquals(swept.winner(), collected.winner());
    }

    private static SweepObserver stopAfterTrials(int trials) {
        AtomicInteger ended = new AtomicInteger();
        return new SweepObserver() {
            @Override
            public void trialFinished(Trial trial, TrialOutcome outcome, Progress progress) {
                ended.incrementAndGet();
            }

            @Override
            public boolean stopRequested() {
                return ended.get() >= trials;
            }
        };
    }

    /** The second names no digest of the images, as a run.json that somebody has cut. */
    @ParameterizedTest
    @ValueSource(strings = {"$1beef", "\"cut\": \""})
    void finishedTrialsOfOtherDataAreRefused(String replacement) throws IOException {
        SweepSpec spec = spec(GRID, TestSpecs.RATES, "");
        SweepFiles files = new SweepFiles(folder.resolve("sweep"));
        Sweep.start(spec, files.directory(), jobs(1), SweepObserver.NONE);
        try (Stream<Path> runs = Files.list(files.trials())) {
            for (Path run : runs.toList()) {
                Path json = run.resolve("run.json");
                Files.writeString(
                        json,
                        Files.readString(json)
                                .replaceFirst("(\"train-images-idx3-ubyte\" *: *\")[0-9a-f]{4}", replacement));
            }
        }
        List<Throwable> problems = List.of(
                assertThrows(
                        StorageException.class, () -> new SplitSweep(spec).collect(List.of(files.directory()), files)),
                assertThrows(
                        StorageException.class, () -> Sweep.resume(files.directory(), jobs(1), SweepObserver.NONE)));
        for (Throwable problem : problems) {
            assertTrue(
                    problem.getMessage().contains("other data than is there now: train-images"), problem.getMessage());
        }
    }

    private static void deleteTrial(SweepFiles files, String id) throws IOException {
        try (Stream<Path> run = Files.list(files.trials().resolve(id))) {
            for (Path file : run.toList()) {
                Files.delete(file);
            }
        }
    }
}
