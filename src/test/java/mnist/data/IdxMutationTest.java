package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Damages small valid pairs of files at random, from a fixed seed: each must be read, or be rejected by a one-line
 * {@link DataException}. {@code -Dmnist.mutations=N} sets the number of damaged pairs.
 */
class IdxMutationTest {
    private static final int MUTATIONS = Integer.getInteger("mnist.mutations", 40_000);
    private static final int[] TELLING_BYTES = {0, 1, 3, 4, 7, 8, 9, 0x0C, 0x0E, 0x1F, 0x7F, 0x80, 0x8B, 0xFE, 0xFF};

    private final RandomStream random = new RandomStream(20_240_229, "mutations", 0);
    private final List<IdxBuilder> bases = List.of(
            new IdxBuilder(),
            new IdxBuilder().gzip(),
            new IdxBuilder().intLabels(),
            new IdxBuilder()
                    .examples(40)
                    .size(6, 6)
                    .pixels((example, row, column) -> 0)
                    .gzip(),
            new IdxBuilder().intLabels().bendLabels(IdxBuilder::gzip));

    @Test
    void damagedFilesAreReadOrRejectedInOneLine() {
        int rejected = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            IdxBuilder base = bases.get(i % bases.size());
            byte[] images = base.imageFile();
            byte[] labels = base.labelFile();
            if (random.nextInt(3) > 0) {
                images = damage(images);
            } else {
                labels = damage(labels);
            }
            rejected += isRejected(images, labels) ? 1 : 0;
        }
        assertTrue(rejected > MUTATIONS / 2, "only " + rejected + " rejected: the damage does too little");
        assertTrue(rejected < MUTATIONS, "all rejected: the damage does too much");
    }

    private static boolean isRejected(byte[] images, byte[] labels) {
        try {
            Dataset data = IdxBuilder.read(images, labels);
            assertTrue(data.size() > 0 && data.pixels() > 0 && data.classes() > 0);
            return false;
        } catch (DataException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("images " + hex(images) + ", labels " + hex(labels), e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Applies one to three kinds of damage; half of the packed files are damaged inside and packed again. */
    private byte[] damage(byte[] file) {
        boolean inside = (file[0] & 0xFF) == 0x1F && random.nextInt(2) == 0;
        byte[] damaged = inside ? unpack(file) : file;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            damaged = damageOnce(damaged);
        }
        return inside ? IdxBuilder.gzip(damaged) : damaged;
    }

    private static byte[] unpack(byte[] file) {
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(file))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] damageOnce(byte[] file) {
        int at = random.nextInt(file.length + 1);
        int inHeader = random.nextInt(Math.min(18, file.length + 1));
        return switch (random.nextInt(6)) {
            case 0 -> flip(file, at);
            case 1 -> flip(file, inHeader);
            case 2 -> overwrite(file, inHeader);
            case 3 -> Arrays.copyOf(file, at);
            case 4 -> insert(file, at);
            default -> remove(file, at);
        };
    }

    private byte[] flip(byte[] file, int at) {
        byte[] damaged = file.clone();
        if (at < file.length) {
            damaged[at] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }

    private byte[] overwrite(byte[] file, int at) {
        byte[] damaged = file.clone();
        int end = Math.min(file.length, at + 1 + random.nextInt(4));
        Arrays.fill(damaged, at, Math.max(at, end), tellingByte());
        return damaged;
    }

    private byte[] insert(byte[] file, int at) {
        int count = 1 + random.nextInt(8);
        byte[] damaged = Arrays.copyOf(file, file.length + count);
        System.arraycopy(file, at, damaged, at + count, file.length - at);
        Arrays.fill(damaged, at, at + count, tellingByte());
        return damaged;
    }

    private byte[] remove(byte[] file, int at) {
        int count = Math.min(1 + random.nextInt(8), file.length - at);
        byte[] damaged = Arrays.copyOf(file, file.length - count);
        System.arraycopy(file, at + count, damaged, at, file.length - at - count);
        return damaged;
    }

    private byte tellingByte() {
        return (byte) TELLING_BYTES[random.nextInt(TELLING_BYTES.length)];
    }
}
