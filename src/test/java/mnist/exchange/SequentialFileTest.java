package mnist.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.nn.Network;
import mnist.storage.SafetensorsBytes;
import mnist.storage.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as {@code safetensors.torch.save_file} writes them: no metadata, or only a format, and tensors in alphabetical order. */
class SequentialFileTest {
    private static final Architecture ARCHITECTURE =
            new Architecture(List.of(3, 2, 2), List.of(Activation.SIGMOID, Activation.SIGMOID));

    /** W^1 = (0 1 2; 3 4 5), b^1 = (6, 7), W^2 = (8 9; 10 11), b^2 = (12, 13), but in the order b^1, W^1, b^2, W^2. */
    private static final float[] VALUES = {6, 7, 0, 1, 2, 3, 4, 5, 12, 13, 8, 9, 10, 11};

    @TempDir
    private Path folder;

    private Path write(String header) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + text.length + 4 * VALUES.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (float value : VALUES) {
            bytes.putFloat(value);
        }
        return Files.write(folder.resolve("torch.safetensors"), bytes.array());
    }

    private static String header(String first, String second) {
        return "{"
                + String.join(
                        ",",
                        SafetensorsBytes.entry(first + ".bias", "F32", "[2]", 0, 8),
                        SafetensorsBytes.entry(first + ".weight", "F32", "[2,3]", 8, 32),
                        SafetensorsBytes.entry(second + ".bias", "F32", "[2]", 32, 40),
                        SafetensorsBytes.entry(second + ".weight", "F32", "[2,2]", 40, 56))
                + "}";
    }

    private static Config config(Architecture architecture) {
        String json = "{\"network\":{\"layers\":%s,\"output\":\"sigmoid\"},\"optimizer\":{\"learningRate\":1}}"
                .formatted(architecture.sizes());
        return ConfigReader.parse(json, "test", List.of());
    }

    private void isRead(String header) throws IOException {
        Network network =
                SequentialFile.read(write(header), config(ARCHITECTURE)).network();
        assertArrayEquals(
                new float[][] {{0, 1, 2}, {3, 4, 5}}, network.weights(1).toFloatMatrix());
        assertArrayEquals(new float[][] {{6}, {7}}, network.biases(1).toFloatMatrix());
        assertArrayEquals(new float[][] {{8, 9}, {10, 11}}, network.weights(2).toFloatMatrix());
        assertArrayEquals(new float[][] {{12}, {13}}, network.biases(2).toFloatMatrix());
    }

    @Test
    void layersAreTheNumbersOfTheModulesWhateverTheyAre() throws IOException {
        isRead(header("0", "2"));
        isRead(header("1", "3"));
        // By number, not by name: 10 comes after 9.
        isRead(header("9", "10"));
        isRead(header("net.layers.0", "net.layers.3"));
        isRead("{\"__metadata__\":{\"format\":\"pt\"}," + header("0", "2").substring(1));
    }

    private void isRejected(String words, String header, Architecture architecture) throws IOException {
        Path file = write(header);
        StorageException problem =
                assertThrows(StorageException.class, () -> SequentialFile.read(file, config(architecture)));
        assertTrue(problem.getMessage().startsWith(file + ": "), problem.getMessage());
        assertTrue(problem.getMessage().contains(words), problem.getMessage());
    }

    @Test
    void anotherNetworkIsRejected() throws IOException {
        isRejected(
                "found 2 layers with weights, expected 1",
                header("0", "2"),
                new Architecture(List.of(3, 2), List.of(Activation.SIGMOID)));
        isRejected(
                "found \"0.weight\" of shape [2, 3], expected the shape [4, 3] of layer 1",
                header("0", "2"),
                new Architecture(List.of(3, 4, 2), List.of(Activation.SIGMOID, Activation.SIGMOID)));
    }

    @Test
    void tensorsOfOtherModulesAreRejected() throws IOException {
        isRejected(
                "found the tensor \"0.running_mean\"",
                header("0", "2").replace("0.bias", "0.running_mean"),
                ARCHITECTURE);
        isRejected("found the tensor \"b.2.bias\"", header("a.0", "b.2"), ARCHITECTURE);
        isRejected(
                "found no tensor 0.bias",
                header("0", "2").replace("0.bias", "4.bias"),
                new Architecture(
                        List.of(3, 2, 2, 2), List.of(Activation.SIGMOID, Activation.SIGMOID, Activation.SIGMOID)));
    }
}
