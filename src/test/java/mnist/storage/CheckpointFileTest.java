package mnist.storage;

import static mnist.storage.BentCheckpoint.assertRejected;
import static mnist.storage.BentCheckpoint.withTensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.config.Config;
import mnist.config.ConfigDiff;
import mnist.config.TestConfigs;
import mnist.data.FileDigest;
import mnist.data.Preprocessing;
import mnist.nn.Network;
import mnist.storage.AtomicFile.Durability;
import mnist.training.Tally;
import mnist.training.TrainingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointFileTest {
    private static final Config CONFIG = TestConfigs.of("training.seed=7", "data.validation=3", "training.epochs=30");
    private static final TrainingState STATE = new TrainingState(
            4, 2, new Tally(20, 1.0 / 3, 11), new TrainingState.Best(3, 0.1 + 0.2, 1.5), 0, Map.of("damping", 0.1 / 3));
    private static final List<FileDigest> DATA = List.of(
            new FileDigest("train-images-idx3-ubyte", "0a".repeat(32)),
            new FileDigest("train-labels-idx1-ubyte", "1b".repeat(32)));

    @TempDir
    private Path folder;

    private Path file;
    private Network network;

    @BeforeEach
    void writeOne() {
        file = folder.resolve("last.safetensors");
        network = CONFIG.initialNetwork();
        write(CONFIG, network, STATE, file);
    }

    @Test
    void everythingIsReadBackToTheBit() {
        Checkpoint read = CheckpointFile.read(file);
        assertEquals(CONFIG, read.config());
        assertEquals(STATE, read.state());
        assertEquals(DATA, read.trainingData());
        for (int l = 1; l <= network.architecture().layers(); l++) {
            assertArrayEquals(
                    network.weights(l).toFloatMatrix(),
                    read.network().weights(l).toFloatMatrix());
            assertArrayEquals(
                    network.biases(l).toFloatMatrix(), read.network().biases(l).toFloatMatrix());
        }
    }

    @Test
    void theSameCheckpointGivesTheSameBytes() throws Exception {
        Path again = folder.resolve("again.safetensors");
        CheckpointFile.write(again, CheckpointFile.read(file), Durability.FORCED);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @Test
    void aTrainingWithoutValidationHasNoBestAccuracy() {
        TrainingState none = new TrainingState(2, 0, Tally.NONE, new TrainingState.Best(2, Double.NaN, Double.NaN), 0);
        for (TrainingState state : List.of(TrainingState.START, none)) {
            write(CONFIG, network, state, file);
            assertEquals(state, CheckpointFile.read(file).state());
        }
    }

    @Test
    void howLongAndHowOftenIsNotKept() throws Exception {
        Config longer = TestConfigs.of(
                "training.seed=7", "data.validation=3", "training.epochs=9", "training.checkpointSeconds=1");
        assertNotEquals(CONFIG, longer);
        Path other = folder.resolve("other.safetensors");
        write(longer, network, STATE, other);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other));
        List<String> paths = ConfigDiff.between(
                        longer, CheckpointFile.read(other).config())
                .stream()
                .map(ConfigDiff.Difference::path)
                .toList();
        assertTrue(Checkpoint.NOT_KEPT.containsAll(paths), paths.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format|mnist-checkpoint-0|found format \"mnist-checkpoint-0\", expected \"mnist-checkpoint-1\"",
                "format||found format none",
                "config||lacks \"config\"",
                "config|{|(its config)",
                "config|{\"network\":{\"layers\":[16,3]}}|optimizer.learningRate: missing",
                "epoch||lacks \"epoch\"",
                "epoch|-1|no valid \"epoch\", found \"-1\"",
                "epoch|99999999999|no valid \"epoch\"",
                "epoch|4.0|no valid \"epoch\"",
                "epoch|2|no valid \"best.epoch\", found \"3\"",
                "minibatch|-2|no valid \"minibatch\"",
                "minibatch|0|no valid \"tally\"",
                "tally.examples|-20|no valid \"tally.examples\"",
                "tally.examples|10|no valid \"tally\", found 11 of 10",
                "tally.correct|many|no valid \"tally.correct\"",
                "tally.cost_sum|NaN|no valid \"tally.cost_sum\"",
                "tally.cost_sum|Infinity|no valid \"tally.cost_sum\"",
                "best.epoch|-1|no valid \"best.epoch\"",
                "best.validation_accuracy|1.5|no valid \"best.validation_accuracy\"",
                "best.validation_accuracy|-0.1|no valid \"best.validation_accuracy\"",
                "data.train-images-idx3-ubyte|xyz|no valid \"data.train-images-idx3-ubyte\"",
            })
    void badMetadataIsRejected(String key, String value, String reason) {
        assertRejected(
                file,
                content -> {
                    Map<String, String> texts = new HashMap<>(content.metadata());
                    texts.remove(key);
                    if (value != null) {
                        texts.put(key, value);
                    }
                    return new TensorFile(texts, content.tensors());
                },
                reason);
    }

    private static void write(Config config, Network network, TrainingState state, Path file) {
        CheckpointFile.write(
                file, new Checkpoint(config, network, state, Map.of(), Preprocessing.SCALE, DATA), Durability.FORCED);
    }

    @Test
    void aMissingTensorIsRejected() {
        assertRejected(file, withTensor("2.bias", null), "expected tensor 2.bias of shape [3]");
    }

    @Test
    void aTensorOfAnotherShapeIsRejected() {
        Tensor turned = new Tensor("0.weight", List.of(16, 5), new float[80]);
        assertRejected(file, withTensor("0.weight", turned), "expected tensor 0.weight of shape [5, 16]");
    }

    @Test
    void aForeignTensorIsRejected() {
        Tensor foreign = new Tensor("4.weight", List.of(1), new float[1]);
        assertRejected(file, withTensor("", foreign), "other tensors than its config says, found 5, expected 4");
    }

    @Test
    void aParameterThatIsNotFiniteIsNamed() {
        Tensor bias = new Tensor("2.bias", List.of(3), new float[] {0, Float.NaN, 1});
        assertRejected(file, withTensor("2.bias", bias), "2.bias[1] is NaN", "diverged");
    }

    /** The network of a config is not made before its tensors are known to be there: it may be too large for any memory. */
    @Test
    void aConfigOfAHugeNetworkIsRejectedWithoutMakingIt() {
        assertRejected(
                file,
                content -> {
                    Map<String, String> texts = new HashMap<>(content.metadata());
                    texts.put("config", texts.get("config").replace("[16,5,3]", "[16,20000,20000,3]"));
                    return new TensorFile(texts, content.tensors());
                },
                "expected tensor 0.weight of shape [20000, 16]");
    }

    @Test
    void aFileOfAnotherProgramIsReadWithTheRightNumbers() throws Exception {
        Checkpoint read = CheckpointFile.read(PlainCheckpoint.fixture());
        assertEquals(List.of(4, 2, 3), read.config().network().layers());
        assertEquals(0.25, read.config().optimizer().learningRate());
        assertEquals(
                new TrainingState(3, 7, new Tally(70, 12.5, 61), new TrainingState.Best(2, 0.75, Double.NaN), 0),
                read.state());
        assertEquals("f".repeat(64), read.trainingData().get(1).sha256());
        assertArrayEquals(
                new float[][] {{0.5f, -1, 2, 0.25f}, {1.5f, 0, -0.75f, 3}},
                read.network().weights(1).toFloatMatrix());
        assertArrayEquals(
                new float[][] {{0.125f}, {-0.5f}}, read.network().biases(1).toFloatMatrix());
        assertArrayEquals(
                new float[][] {{1, 2}, {3, 4}, {5, 6}},
                read.network().weights(2).toFloatMatrix());
        assertArrayEquals(
                new float[][] {{-1}, {0}, {1}}, read.network().biases(2).toFloatMatrix());
    }

    @Test
    void anotherProgramComputesWithOurNumbers() throws Exception {
        Config flat = TestConfigs.of("network.layers=[6, 3]");
        Network ours = flat.initialNetwork();
        write(flat, ours, TrainingState.START, file);
        double[] inputs = {0.5, -1, 2, 0.25, 0, 3};
        double[] theirs = PlainCheckpoint.outputs(file, inputs);
        for (int j = 0; j < 3; j++) {
            double z = ours.biases(1).getDouble(j, 0);
            for (int k = 0; k < inputs.length; k++) {
                z += ours.weights(1).getDouble(j, k) * inputs[k];
            }
            assertEquals(z, theirs[j], 1e-12);
        }
    }
}
