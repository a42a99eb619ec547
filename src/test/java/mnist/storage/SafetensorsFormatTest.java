package mnist.storage;

import static mnist.storage.StorageErrors.assertStorageError;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import mnist.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes on disk, seen by our reader, by a parser that shares nothing with it, and by another language. */
class SafetensorsFormatTest {
    private static final TensorFile EXAMPLE = SafetensorsBytes.example();

    @Test
    void whatIsWrittenIsReadBack() {
        TensorFile read = SafetensorsBytes.read(SafetensorsBytes.write(EXAMPLE));
        assertEquals(EXAMPLE.metadata(), read.metadata());
        assertEquals(EXAMPLE.tensors().size(), read.tensors().size());
        for (int i = 0; i < EXAMPLE.tensors().size(); i++) {
            Tensor expected = EXAMPLE.tensors().get(i);
            Tensor found = read.tensors().get(i);
            assertEquals(expected.name(), found.name());
            assertEquals(expected.shape(), found.shape());
            assertArrayEquals(expected.values(), found.values());
        }
    }

    @Test
    void tensorsLongerThanOneBufferAreReadBackBitForBit() {
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(i * 40_503);
        }
        TensorFile file = new TensorFile(Map.of(), List.of(new Tensor("x", List.of(values.length), values)));
        assertArrayEquals(
                values,
                SafetensorsBytes.read(SafetensorsBytes.write(file))
                        .byName()
                        .get("x")
                        .values());
    }

    @Test
    void sameContentGivesSameBytes() {
        assertArrayEquals(SafetensorsBytes.write(EXAMPLE), SafetensorsBytes.write(SafetensorsBytes.example()));
    }

    @Test
    void anIndependentParserFindsHeaderDataAndDigest() throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(SafetensorsBytes.write(EXAMPLE)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(header);
        assertEquals(0, bytes.position() % 8);
        JsonNode json = new ObjectMapper().readTree(new String(header, StandardCharsets.UTF_8));
        byte[] data = new byte[bytes.remaining()];
        bytes.get(data);

        assertEquals(9 * Float.BYTES, data.length);
        assertEquals("[0,24]", json.at("/0.weight/data_offsets").toString());
        assertEquals("[2,3]", json.at("/0.weight/shape").toString());
        assertEquals("F32", json.at("/0.bias/dtype").textValue());
        assertEquals("[24,32]", json.at("/0.bias/data_offsets").toString());
        // 3.5 is 0x40600000, its least significant byte first.
        assertArrayEquals(new byte[] {0, 0, 0x60, 0x40}, Arrays.copyOfRange(data, 12, 16));
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        assertEquals(digest, json.at("/__metadata__/sha256").textValue());
    }

    @Test
    void theHeaderDigestIsThatOfTheDocumentedText() throws Exception {
        byte[] bytes = SafetensorsBytes.write(
                new TensorFile(Map.of("epoch", "3"), List.of(new Tensor("b", List.of(1, 2), new float[2]))));
        String empty =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[8]));
        String text = "epoch\0" + "3\0" + "sha256\0" + empty + "\0" + "b\0" + "F32[1, 2]\0";
        String digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        String file = new String(bytes, StandardCharsets.ISO_8859_1);
        assertEquals(digest, file.split("\"header_sha256\":\"")[1].substring(0, 64));
    }

    @Test
    void aFileOfAnotherProgramIsRead() throws Exception {
        TensorFile file = SafetensorsReader.read(resource("plain.safetensors"));
        assertEquals(Map.of("format", "pt", "note", "Zürich \"quoted\""), file.metadata());
        assertEquals(
                List.of("2.bias", "0.weight", "0.bias", "scale"),
                file.tensors().stream().map(Tensor::name).toList());
        assertArrayEquals(new float[] {0.5f, -0.001f}, file.tensors().get(0).values());
        Tensor weight = file.byName().get("0.weight");
        assertEquals(List.of(2, 3), weight.shape());
        assertArrayEquals(new float[] {1, -2, 0.25f, 3.5f, 0, -0.125f}, weight.values());
        assertArrayEquals(
                new float[] {1e-30f, 65504}, file.byName().get("0.bias").values());
        assertEquals(List.of(), file.byName().get("scale").shape());
    }

    @Test
    void anotherProgramReadsOurFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("ours.safetensors");
        AtomicFile.write(file, EXAMPLE::write);
        JsonNode read = new ObjectMapper().readTree(python("read", file));
        assertEquals(
                EXAMPLE.metadata().get("config"), read.at("/metadata/config").textValue());
        assertEquals(EXAMPLE.tensors().size(), read.get("tensors").size());
        for (Tensor tensor : EXAMPLE.tensors()) {
            JsonNode found = read.get("tensors").get(tensor.name());
            assertEquals(
                    tensor.shape().toString().replace(" ", ""),
                    found.get("shape").toString());
            for (int i = 0; i < tensor.values().length; i++) {
                assertEquals(tensor.values()[i], found.get("values").get(i).doubleValue());
            }
        }
    }

    @Test
    void numbersThatAreNotFiniteAreNamed() {
        float[] values = {1, 2, Float.NaN, Float.POSITIVE_INFINITY};
        TensorFile file = new TensorFile(Map.of(), List.of(new Tensor("0.bias", List.of(4), values)));
        TensorFile read = SafetensorsBytes.read(SafetensorsBytes.write(file));
        assertStorageError(() -> read.requireFinite(Path.of("x"), "Do."), "x: ", "found 0.bias[2] is NaN", " Do.");
        EXAMPLE.requireFinite(Path.of("x"), "Do.");
    }

    @Test
    void aTensorWhoseShapeDoesNotFitItsValuesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Tensor("x", List.of(2, 2), new float[3]));
        assertThrows(IllegalArgumentException.class, () -> new Tensor("x", List.of(-1, -1), new float[1]));
    }

    @Test
    void namesThatTheFormatNeedsOrThatRepeatAreRefused() {
        Tensor x = new Tensor("x", List.of(1), new float[1]);
        Tensor reserved = new Tensor("__metadata__", List.of(1), new float[1]);
        assertThrows(IllegalArgumentException.class, () -> new TensorFile(Map.of(), List.of(x, x)));
        assertThrows(IllegalArgumentException.class, () -> new TensorFile(Map.of(), List.of(reserved)));
        assertThrows(IllegalArgumentException.class, () -> new TensorFile(Map.of("sha256", ""), List.of(x)));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(SafetensorsFormatTest.class.getResource(name).toURI());
    }

    private static String python(String verb, Path file) throws Exception {
        Tool.Result python = Tool.run(
                new ProcessBuilder("python3", resource("plain_safetensors.py").toString(), verb, file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD));
        assertEquals(0, python.exitCode());
        return python.out();
    }
}
