package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.nn.Network;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.training.Trainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks that {@code training.keepSteps} keeps on the way. */
class KeptStepsTest {
    /** Minibatches of an epoch. */
    private static final int PER_EPOCH = SmallData.TRAINING / 10;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void writeData() {
        data = SmallData.write(folder.resolve("data"));
    }

    private Config config(int epochs, int keep) {
        return TestConfigs.of(
                "data.directory=" + data,
                "data.validation=0",
                "training.batchSize=10",
                "training.epochs=" + epochs,
                "training.keepSteps=" + keep,
                "optimizer.learningRate=0.5");
    }

    private RunFiles train(String name, Config config, RunObserver observer) {
        Path run = folder.resolve(name);
        TrainingRun.start(config, new RunOptions(run, true, List.of("train")), observer);
        return new RunFiles(run);
    }

    private static float[] parameters(Path checkpoint) {
        Network network = CheckpointFile.read(checkpoint).network();
        return network.parameters().vector().toFloatVector();
    }

    @Test
    void startAndEveryStepOfThatNumberAreKept() {
        RunFiles files = train("run", config(2, 7), RunObserver.NONE);
        List<String> expected = IntStream.rangeClosed(0, 2 * PER_EPOCH / 7)
                .mapToObj(i -> "step-%08d.safetensors".formatted(7 * i))
                .toList();
        assertEquals(
                expected,
                files.allKept().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
    }

    @Test
    void whatIsKeptAtTheEndOfAnEpochIsTheNetworkOfARunThatEndsThere() {
        RunFiles kept = train("kept", config(2, PER_EPOCH), RunObserver.NONE);
        RunFiles start = train("start", config(0, 0), RunObserver.NONE);
        RunFiles one = train("one", config(1, 0), RunObserver.NONE);
        assertArrayEquals(parameters(start.last()), parameters(kept.kept(0)));
        assertArrayEquals(parameters(one.last()), parameters(kept.kept(PER_EPOCH)));
        assertArrayEquals(parameters(kept.last()), parameters(kept.kept(2 * PER_EPOCH)));
        assertFalse(Files.exists(one.kept()));
    }

    @Test
    void aRunThatWasStoppedKeepsTheSameFiles() throws IOException {
        RunFiles whole = train("whole", config(2, 5), RunObserver.NONE);
        RunFiles run = train("run", config(2, 5), new RunObserver() {
            private int steps;

            @Override
            public void minibatchFinished(Trainer trainer) {
                steps++;
            }

            @Override
            public boolean stopRequested() {
                return steps >= 12;
            }
        });
        TrainingRun.resume(new ResumeOptions(run.directory(), List.of()), RunObserver.NONE);
        assertEquals(whole.allKept().size(), run.allKept().size());
        for (int step = 0; step <= 2 * PER_EPOCH; step += 5) {
            assertArrayEquals(Files.readAllBytes(whole.kept(step)), Files.readAllBytes(run.kept(step)), "step " + step);
        }
    }

    @Test
    void aNewRunInItsPlaceRemovesWhatWasKeptAndNothingElse() throws IOException {
        RunFiles files = train("run", config(1, 10), RunObserver.NONE);
        Path leftover = files.kept().resolve(".step-00000010.safetensors.tmp-1-a");
        Path foreign = files.kept().resolve("notes.txt");
        Files.writeString(leftover, "half");
        Files.writeString(foreign, "mine");
        train("run", config(1, 0), RunObserver.NONE);
        assertEquals(List.of(), files.allKept());
        assertFalse(Files.exists(leftover));
        assertTrue(Files.exists(foreign));
        Files.delete(foreign);
        train("run", config(1, 0), RunObserver.NONE);
        assertFalse(Files.exists(files.kept()));
    }
}
