package mnist.sweep;

import static mnist.sweep.SmallSweep.GRID;
import static mnist.sweep.SmallSweep.HALVING;
import static mnist.sweep.SmallSweep.ONE_BAD;
import static mnist.sweep.SmallSweep.RANDOM;
import static mnist.sweep.SmallSweep.RATES;
import static mnist.sweep.SmallSweep.TPE;
import static mnist.sweep.SmallSweep.jobs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import mnist.json.InputException;
import mnist.storage.RunDirectory;
import mnist.storage.RunDirectoryException;
import mnist.storage.StorageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    @TempDir
    private Path folder;

    private Path data;
    private Path shared;

    @BeforeEach
    void writeData() {
        data = folder.resolve("data");
        shared = folder.resolve("shared");
        SmallSweep.writeData(data);
    }

    private SweepSpec spec(String search) {
        String parameters = search.equals(GRID) ? ONE_BAD : RATES;
        return SpecReader.parse(TestSpecs.json(data.toString(), search, parameters, ", \"repeats\": 2"), "spec");
    }

    private static SweepResult share(SweepSpec spec, int index, int count, Path directory) {
        return new SplitSweep(spec).train(new SplitSweep.Share(index, count), directory, jobs(1), SweepObserver.NONE);
    }

    private static SweepResult collect(SweepSpec spec, Path... folders) {
        return new SplitSweep(spec).collect(List.of(folders), new SweepFiles(folders[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {GRID, RANDOM})
    void sharesTrainedAtOnceCollectToTheBytesOfASweep(String search) throws IOException {
        SweepSpec spec = spec(search);
        Path whole = folder.resolve("whole");
        SweepResult swept = Sweep.start(spec, whole, jobs(2), SweepObserver.NONE);
        List<CompletableFuture<SweepResult>> shares = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int index = i;
            shares.add(CompletableFuture.supplyAsync(() -> share(spec, index, 4, shared)));
        }
        int trials = shares.stream()
                .mapToInt(result -> result.join().counts().trials())
                .sum();
        SweepResult collected = collect(spec, shared);
        SweepBytes.assertSame(whole, shared);
        assertEquals(swept.trials().size(), trials);
        assertEquals(swept.counts(), collected.counts());
        assertEquals(swept.ranking(), collected.ranking());
        assertEquals(swept.importance(), collected.importance());
        assertEquals(swept.winner().testAccuracy(), collected.winner().testAccuracy());
    }

    @Test
    void sharesOfSeveralDirectoriesCollectIntoAnother() throws IOException {
        SweepSpec spec = spec(RANDOM);
        Path whole = folder.resolve("whole");
        Sweep.start(spec, whole, jobs(1), SweepObserver.NONE);
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        share(spec, 1, 2, a);
        share(spec, 2, 2, b);
        // A share that was trained twice.
        share(spec, 2, 2, a);
        SweepFiles out = new SweepFiles(folder.resolve("out"));
        SweepResult collected = new SplitSweep(spec).collect(List.of(a, b), out);
        assertEquals(SweepBytes.resultsWithoutSeconds(whole), SweepBytes.resultsWithoutSeconds(out.directory()));
        assertEquals(Files.readString(new SweepFiles(whole).spec()), Files.readString(out.spec()));
        assertTrue(Files.exists(out.bestConfig()));
        assertEquals(0, collected.counts().pending());
    }

    @Test
    void aShareThatIsMissingIsPending() {
        SweepSpec spec = spec(RANDOM);
        share(spec, 1, 3, shared);
        share(spec, 3, 3, shared);
        SweepResult collected = collect(spec, shared);
        assertEquals(4, collected.counts().pending());
        assertEquals("pending", collected.trials().get(1).status());
        assertEquals("completed", collected.trials().get(2).status());
        assertNull(collected.winner());
    }

    @Test
    void aRepeatedShareTrainsWhatIsNotDone() throws IOException {
        SweepSpec spec = spec(RANDOM);
        SweepResult first = share(spec, 2, 2, shared);
        Path lost =
                new SweepFiles(shared).trials().resolve(first.trials().get(3).id());
        Files.delete(lost.resolve("best.safetensors"));
        AtomicInteger trained = new AtomicInteger();
        new SplitSweep(spec).train(new SplitSweep.Share(2, 2), shared, jobs(1), new SweepObserver() {
            @Override
            public void trialStarted(Progress progress) {
                trained.incrementAndGet();
            }
        });
        assertEquals(1, trained.get());
        assertFalse(Files.exists(new SweepFiles(shared).results()), "that is for the collection");
    }

    @Test
    void aTrialThatAnotherProcessTrainsKeepsNobodyFromTheOthers() {
        SweepSpec spec = spec(RANDOM);
        String first =
                share(spec, 1, 6, folder.resolve("before")).trials().get(0).id();
        Path busy = new SweepFiles(shared).trials().resolve(first);
        RunDirectory other = RunDirectory.create(busy, false);
        StorageException problem = assertThrows(StorageException.class, () -> share(spec, 1, 3, shared));
        other.close();
        assertTrue(problem.getMessage().contains(busy + ": the run directory is in use"), problem.getMessage());
        assertEquals(3, 12 - collect(spec, shared).counts().pending());
        assertEquals(4, share(spec, 1, 3, shared).counts().completed());
    }

    @ParameterizedTest
    @ValueSource(strings = {HALVING, TPE})
    void trialsThatDependOnResultsHaveNoShares(String search) {
        SweepSpec spec = spec(search);
        assertThrows(InputException.class, () -> share(spec, 1, 2, shared));
        assertFalse(Files.exists(shared));
    }

    @Test
    void aDirectoryOfAnotherSpecIsRefused() {
        share(spec(RANDOM), 1, 2, shared);
        SweepSpec other = spec(RANDOM.replace("6", "7"));
        RunDirectoryException refused = assertThrows(RunDirectoryException.class, () -> share(other, 1, 2, shared));
        assertFalse(refused.getMessage().contains("--force"), "which --shard and --collect refuse");
        Path own = folder.resolve("own");
        share(other, 1, 2, own);
        StorageException problem = assertThrows(StorageException.class, () -> collect(other, own, shared));
        assertTrue(problem.getMessage().startsWith(shared.resolve("spec.json") + ": is another spec"));
    }

    @Test
    void trialsThatWereComputedWithOtherKernelsAreNotCollected() throws IOException {
        SweepSpec spec = spec(RANDOM);
        String last = share(spec, 1, 1, shared).trials().get(11).id();
        change(last, "\"kernels\": \"[a-z0-9]+\"", "\"kernels\": \"other\"");
        StorageException problem = assertThrows(StorageException.class, () -> collect(spec, shared));
        assertTrue(problem.getMessage().contains("computed otherwise than"), problem.getMessage());
        assertTrue(problem.getMessage().contains("kernels, found "), problem.getMessage());
    }

    @Test
    void aTrialThatDoesNotSayWithWhatItWasComputedIsNotCollected() throws IOException {
        SweepSpec spec = spec(RANDOM);
        String last = share(spec, 1, 1, shared).trials().get(11).id();
        change(last, "\"blas\": \\{[^}]*\\}", "\"blas\": {}");
        StorageException problem = assertThrows(StorageException.class, () -> collect(spec, shared));
        assertTrue(problem.getMessage().contains("computed otherwise than"), problem.getMessage());
        assertTrue(problem.getMessage().contains("unknown"), problem.getMessage());
        assertFalse(problem.getMessage().contains("null"), problem.getMessage());
    }

    @Test
    void twoResultsOfOneTrialThatDifferAreNotCollected() throws IOException {
        SweepSpec spec = spec(RANDOM);
        share(spec, 1, 1, shared);
        Path again = folder.resolve("again");
        String id = share(spec, 1, 12, again).trials().get(0).id();
        Path metrics = new SweepFiles(again).trials().resolve(id).resolve("metrics.csv");
        List<String> rows = Files.readAllLines(metrics);
        List<String> changed = new ArrayList<>();
        for (String row : rows) {
            String[] fields = row.split(",");
            fields[4] = row.equals(rows.get(0)) ? fields[4] : "0.125";
            changed.add(String.join(",", fields));
        }
        Files.write(metrics, changed);
        StorageException problem = assertThrows(StorageException.class, () -> collect(spec, shared, again));
        assertTrue(problem.getMessage().contains("is another result of the same trial"), problem.getMessage());
    }

    private void change(String id, String pattern, String replacement) throws IOException {
        Path json = new SweepFiles(shared).trials().resolve(id).resolve("run.json");
        String before = Files.readString(json);
        String after = before.replaceFirst(pattern, replacement);
        assertFalse(before.equals(after), before);
        Files.writeString(json, after);
    }
}
