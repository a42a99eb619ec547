package mnist.storage;

import static mnist.storage.BentCheckpoint.assertRejected;
import static mnist.storage.BentCheckpoint.withTensor;
import static mnist.storage.StorageErrors.assertStorageError;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.FileDigest;
import mnist.data.Preprocessing;
import mnist.data.Preprocessing.Kind;
import mnist.nn.Network;
import mnist.nn.Parameters;
import mnist.storage.AtomicFile.Durability;
import mnist.training.TrainingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a checkpoint beside the network: the optimiser's state, and the numbers of the preprocessing. */
class CheckpointStateTest {
    private static final Config CONFIG = TestConfigs.of("data.validation=3");
    private static final List<FileDigest> DATA = List.of();

    @TempDir
    private Path folder;

    private final Network network = CONFIG.initialNetwork();
    private Path file;

    @BeforeEach
    void nameOne() {
        file = folder.resolve("last.safetensors");
    }

    @Test
    void whatTheOptimiserRemembersIsReadBackToTheBit() {
        Parameters velocity = another(11);
        Parameters second = another(12);
        writeWith(Map.of("velocity", velocity, "second_moment", second));
        Checkpoint read = CheckpointFile.read(file);
        assertEquals(Set.of("velocity", "second_moment"), read.optimizerState().keySet());
        assertEquals(velocity.vector(), read.optimizerState().get("velocity").vector());
        assertEquals(second.vector(), read.optimizerState().get("second_moment").vector());
        assertEquals(network.parameters().vector(), read.network().parameters().vector());
        assertEquals(
                List.of("0.weight", "0.bias", "2.weight", "2.bias", "optimizer.0.weight.second_moment"),
                SafetensorsReader.read(file).tensors().stream()
                        .map(Tensor::name)
                        .limit(5)
                        .toList());
    }

    @Test
    void aStateOfTheOptimiserThatIsNotWholeIsRejected() {
        writeWith(Map.of("velocity", another(11)));
        assertRejected(
                file,
                withTensor("optimizer.2.bias.velocity", null),
                "with the optimiser's whole state, found no such tensor, expected tensor optimizer.2.bias.velocity of shape [3]");
        writeWith(Map.of("velocity", another(11)));
        assertRejected(
                file,
                withTensor(
                        "optimizer.0.weight.velocity",
                        new Tensor("optimizer.0.weight.velocity", List.of(16, 5), new float[80])),
                "found the shape [16, 5], expected tensor optimizer.0.weight.velocity of shape [5, 16]");
        writeWith(Map.of("velocity", another(11)));
        assertRejected(
                file,
                withTensor("", new Tensor("optimizer.step", List.of(), new float[1])),
                "expected tensor optimizer.0.weight.step of shape [5, 16]");
        writeWith(Map.of("velocity", another(11)));
        assertRejected(
                file,
                withTensor("", new Tensor("optimizer.9.bias.velocity", List.of(1), new float[1])),
                "holds other tensors than its config says, found 9, expected 8");
    }

    @Test
    void aStateOfTheOptimiserThatIsNotFiniteIsNamed() {
        Parameters velocity = another(11);
        velocity.biases(2).putScalar(1, 0, Float.NEGATIVE_INFINITY);
        writeWith(Map.of("velocity", velocity));
        assertStorageError(() -> CheckpointFile.read(file), "optimizer.2.bias.velocity[1] is -Infinity");
    }

    private static Parameters another(int seed) {
        return TestConfigs.of("training.seed=" + seed).initialNetwork().parameters();
    }

    private void writeWith(Map<String, Parameters> optimizerState) {
        CheckpointFile.write(
                file,
                new Checkpoint(CONFIG, network, TrainingState.START, optimizerState, Preprocessing.SCALE, DATA),
                Durability.FORCED);
    }

    @Test
    void whatThePreprocessingCountedIsReadBackToTheBit() {
        Preprocessing standardise = Preprocessing.restored(Kind.STANDARDISE, new float[] {0.1307f}, 0.3081f);
        writeWith(standardise);
        assertEquals(standardise, CheckpointFile.read(file).preprocessing());
        float[] means = new float[16];
        means[3] = 1 / 3f;
        Preprocessing centre = Preprocessing.restored(Kind.CENTRE_PIXELS, means, 1);
        writeWith(centre);
        assertEquals(centre, CheckpointFile.read(file).preprocessing());
        assertEquals(5, SafetensorsReader.read(file).tensors().size());
    }

    @Test
    void numbersOfThePreprocessingThatAreNotWholeAreRejected() {
        Preprocessing standardise = Preprocessing.restored(Kind.STANDARDISE, new float[] {0.1307f}, 0.3081f);
        writeWith(standardise);
        assertRejected(file, withTensor("preprocess.mean", null), "expected tensor preprocess.mean of shape [1]");
        writeWith(standardise);
        Tensor zero = new Tensor("preprocess.deviation", List.of(1), new float[1]);
        assertRejected(file, withTensor("preprocess.deviation", zero), "preprocess.deviation divides by it, found 0.0");
        writeWith(Preprocessing.restored(Kind.CENTRE_PIXELS, new float[16], 1));
        Tensor few = new Tensor("preprocess.mean", List.of(1), new float[1]);
        assertRejected(file, withTensor("preprocess.mean", few), "expected tensor preprocess.mean of shape [16]");
    }

    private void writeWith(Preprocessing how) {
        Config config = TestConfigs.of("data.preprocess=" + how.kind().label());
        CheckpointFile.write(
                file, new Checkpoint(config, network, TrainingState.START, Map.of(), how, DATA), Durability.FORCED);
    }
}
