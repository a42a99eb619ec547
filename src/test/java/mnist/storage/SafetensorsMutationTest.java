package mnist.storage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import mnist.data.RandomStream;
import org.junit.jupiter.api.Test;

/**
 * Throws damaged files at the reader: each is read, or refused in one line. {@code -Dmnist.mutations=N} sets how many.
 * Half of the damage keeps the length field right, so that it gets past it to the header and the layout.
 */
class SafetensorsMutationTest {
    private static final int MUTATIONS = Integer.getInteger("mnist.mutations", 35_000);

    private static final String[] TOKENS = {
        "0",
        "-1",
        "1e9",
        "2147483647",
        "2147483648",
        "4611686018427387904",
        "9223372036854775807",
        "99999999999999999999999",
        "null",
        "true",
        "NaN",
        "[]",
        "{}",
        "[[[[[[[[",
        "\"\"",
        "\"F64\"",
        "\"sha256\"",
        "\"__metadata__\"",
        "\"0.bias\"",
        "\\u0000",
        "\\ud800",
        ",",
        ":",
        "}",
        "]",
        "\"",
        "\n",
        "/*",
        "\u00ff"
    };

    @Test
    void damagedFilesAreReadOrRefusedInOneLine() throws Exception {
        List<byte[]> originals = originals();
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            RandomStream random = new RandomStream(1, "safetensors mutation", i);
            byte[] bytes = originals.get(random.nextInt(originals.size()));
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bytes = damaged(bytes, random);
            }
            refused += isRefused(bytes, i) ? 1 : 0;
        }
        assertTrue(refused > MUTATIONS / 2, refused + " of " + MUTATIONS);
        assertTrue(refused < MUTATIONS, "some damage, to a file without digests, makes another right file");
    }

    @Test
    void everyFlippedBitIsFoundByTheDigests() {
        byte[] bytes = SafetensorsBytes.write(SafetensorsBytes.example());
        // Without its name, the header's digest is one more text of the metadata, and is not compared.
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(SafetensorsHeader.HEADER_SHA256);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int index = bit / 8;
            boolean inName = index >= name && index < name + SafetensorsHeader.HEADER_SHA256.length();
            assertTrue(isRefused(flipped(bytes, index, 1 << bit % 8), bit) || inName, "bit " + bit);
        }
    }

    private static List<byte[]> originals() throws Exception {
        byte[] plain = SafetensorsMutationTest.class
                .getResourceAsStream("plain.safetensors")
                .readAllBytes();
        String a = SafetensorsBytes.entry("a", "F32", "[2]", 0, 8);
        String b = SafetensorsBytes.entry("b", "F64", "[1,2]", 8, 24);
        byte[] small = SafetensorsBytes.file("{" + a + "," + b + "}", 24);
        return List.of(SafetensorsBytes.write(SafetensorsBytes.example()), plain, small);
    }

    private static boolean isRefused(byte[] bytes, int number) {
        try {
            SafetensorsBytes.read(bytes);
            return false;
        } catch (StorageException e) {
            StorageErrors.assertLine(e.getMessage(), SafetensorsBytes.WHERE + ": ");
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("mutation " + number + " leads to " + e, e);
        }
    }

    private static byte[] damaged(byte[] bytes, RandomStream random) {
        if (bytes.length < Long.BYTES + 2) {
            return bytes;
        }
        switch (random.nextInt(6)) {
            case 0:
                return flipped(bytes, random.nextInt(bytes.length), 1 << random.nextInt(8));
            case 1:
                return Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
            case 2:
                return withLength(bytes, random.nextLong() >> random.nextInt(64));
            default:
                return withDamagedHeader(bytes, random);
        }
    }

    private static byte[] flipped(byte[] bytes, int index, int mask) {
        byte[] copy = bytes.clone();
        copy[index] ^= (byte) mask;
        return copy;
    }

    private static byte[] withLength(byte[] bytes, long length) {
        byte[] copy = bytes.clone();
        ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        return copy;
    }

    /** Puts a token in place of a few characters of the header, and sets the length to match. */
    private static byte[] withDamagedHeader(byte[] bytes, RandomStream random) {
        long claimed = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        int length = (int) Math.max(1, Math.min(claimed, bytes.length - Long.BYTES));
        String header = new String(bytes, Long.BYTES, length, StandardCharsets.ISO_8859_1);
        int start = random.nextInt(length);
        int end = Math.min(length, start + random.nextInt(12));
        String piece = random.nextInt(4) == 0
                ? header.substring(random.nextInt(start + 1), end)
                : TOKENS[random.nextInt(TOKENS.length)];
        byte[] damaged =
                (header.substring(0, start) + piece + header.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = SafetensorsBytes.file(damaged.length, damaged, bytes.length - Long.BYTES - length);
        System.arraycopy(
                bytes, Long.BYTES + length, whole, Long.BYTES + damaged.length, bytes.length - Long.BYTES - length);
        return whole;
    }
}
