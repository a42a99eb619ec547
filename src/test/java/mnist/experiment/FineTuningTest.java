package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineTuningTest {
    @TempDir
    private Path folder;

    private Path first;

    @BeforeEach
    void trainOnce() {
        SmallData.write(folder.resolve("data"));
        first = folder.resolve("first");
        TrainingRun.start(config("data.preprocess=centre-pixels"), options(first), RunObserver.NONE);
    }

    private Config config(String... settings) {
        String[] all = new String[settings.length + 2];
        all[0] = "data.directory=" + folder.resolve("data");
        all[1] = "data.validation=20";
        System.arraycopy(settings, 0, all, 2, settings.length);
        return TestConfigs.of(all);
    }

    private static RunOptions options(Path run) {
        return new RunOptions(run, false, List.of("train"));
    }

    private static Checkpoint last(Path run) {
        return CheckpointFile.read(new RunFiles(run).last());
    }

    @Test
    void aRunBeginsWithTheNetworkAndThePreprocessingOfTheCheckpointAndSaysSo() {
        Path none = folder.resolve("none");
        // Other examples for training have other means, but the network knows those that it was trained with.
        Config config = config("data.preprocess=centre-pixels", "data.validation=50", "training.epochs=0");
        TrainingRun.fineTune(first, config, options(none), RunObserver.NONE);
        Checkpoint best = CheckpointFile.read(new RunFiles(first).best());
        assertEquals(
                best.network().parameters().vector(),
                last(none).network().parameters().vector());
        assertEquals(best.preprocessing(), last(none).preprocessing());
        RunRecord.From from = RunJson.read(new RunFiles(none).run()).inputs().from();
        assertEquals(new RunFiles(first).best().toAbsolutePath().toString(), from.checkpoint());
        assertEquals(best.state().epoch(), from.epoch());
    }

    @Test
    void theOptimizerBeginsAnewAndAResumedRunEndsWithTheSameBits() {
        String[] settings = {"data.preprocess=centre-pixels", "optimizer.type=momentum", "training.epochs=3"};
        Path whole = folder.resolve("whole");
        TrainingRun.fineTune(first, config(settings), options(whole), RunObserver.NONE);
        Path stopped = folder.resolve("stopped");
        TrainingRun.fineTune(first, config(settings), options(stopped), new RunObserver() {
            @Override
            public boolean stopRequested() {
                return true;
            }
        });
        TrainingRun.resume(new ResumeOptions(stopped, List.of(), false, false, List.of("train")), RunObserver.NONE);
        assertEquals(
                last(whole).network().parameters().vector(),
                last(stopped).network().parameters().vector());
        assertEquals(
                RunJson.read(new RunFiles(whole).run()).inputs().from(),
                RunJson.read(new RunFiles(stopped).run()).inputs().from());
        assertNotEquals(
                last(first).network().parameters().vector(),
                last(whole).network().parameters().vector());
    }

    @Test
    void anotherNetworkIsRefusedWithAllDifferences() {
        Config other = config("network.layers=[16, 6, 3]", "network.hidden=relu");
        String message = assertThrows(
                        StorageException.class,
                        () -> TrainingRun.fineTune(first, other, options(folder.resolve("other")), RunObserver.NONE))
                .getMessage();
        assertTrue(
                message.endsWith("best.safetensors: holds another network than the config: data.preprocess, found "
                        + "\"centre-pixels\", expected \"scale\"; network.layers, found [16,5,3], expected [16,6,3]; "
                        + "network.hidden, found \"sigmoid\", expected \"relu\". Give the config the checkpoint's settings; "
                        + "no layer can be replaced."),
                message);
    }
}
