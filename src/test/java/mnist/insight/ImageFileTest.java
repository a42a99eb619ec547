package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import mnist.data.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures from anywhere, whole, damaged and hostile. */
class ImageFileTest {
    /** 6 x 4, dark on the left, light on the right, with one black pixel at (1, 0). */
    private static BufferedImage picture(int type) {
        BufferedImage image = new BufferedImage(60, 40, type);
        for (int i = 0; i < 2400; i++) {
            int shade = i % 60 < 30 ? 60 : 200;
            boolean mark = i % 60 >= 10 && i % 60 < 20 && i / 600 == 0;
            image.setRGB(i % 60, i / 60, mark ? 0xFF000000 : 0xFF000000 | 0x010101 * shade);
        }
        return image;
    }

    private static byte[] file(String format, BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    private static GreyImage read(byte[] bytes) throws IOException {
        return ImageFile.read("x.png", new ByteArrayInputStream(bytes));
    }

    private static DataException rejected(byte[] bytes) {
        DataException problem = assertThrows(DataException.class, () -> read(bytes));
        assertTrue(problem.getMessage().startsWith("x.png: "), problem.getMessage());
        assertEquals(1, problem.getMessage().lines().count());
        return problem;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
    void everyFormatGivesTheSameShades(String format) throws IOException {
        GreyImage image = read(file(format, picture(BufferedImage.TYPE_INT_RGB)));
        assertEquals(60, image.width());
        assertEquals(40, image.height());
        assertEquals(60 / 255.0, image.at(5, 30), 0.02);
        assertEquals(200 / 255.0, image.at(45, 30), 0.02);
        assertEquals(0, image.at(15, 4), 0.03);
    }

    @ParameterizedTest
    @CsvSource({"png,0.5", "png,0.9", "jpeg,0.5", "jpeg,0.9", "gif,0.5", "gif,0.9", "bmp,0.5", "bmp,0.9", "png,0.1"})
    void truncatedFileIsRejected(String format, double part) throws IOException {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            image.setRGB(i % 100, i / 100, random.nextInt(1 << 24));
        }
        byte[] whole = file(format, image);
        rejected(Arrays.copyOf(whole, (int) (part * whole.length)));
    }

    @Test
    void damagedFilesEndInALineAndNothingElse() throws IOException {
        Random random = new Random(5);
        for (String format : new String[] {"png", "jpeg", "gif", "bmp"}) {
            byte[] whole = file(format, picture(BufferedImage.TYPE_INT_RGB));
            for (int i = 0; i < 200; i++) {
                byte[] bent = whole.clone();
                for (int k = 0; k < 3; k++) {
                    bent[4 + random.nextInt(bent.length - 4)] = (byte) random.nextInt(256);
                }
                try {
                    read(bent);
                } catch (DataException e) {
                    assertEquals(1, e.getMessage().lines().count());
                }
            }
        }
    }

    /** A PNG of a few bytes that claims 60,000 x 60,000 pixels. */
    @Test
    void bombIsRejectedBeforeItIsDecoded() {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(60_000).putInt(60_000);
        header.put((byte) 8).put((byte) 2);
        ByteBuffer file = ByteBuffer.allocate(33);
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}).putInt(13);
        byte[] type = "IHDR".getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(header.array());
        file.put(type).put(header.array()).putInt((int) crc.getValue());
        assertTrue(rejected(file.array()).getMessage().contains("found 60000 x 60000"));
    }

    @Test
    void whatIsNoPictureIsRejected() {
        assertTrue(rejected(new byte[0]).getMessage().contains("an empty file"));
        assertTrue(rejected("P5 2 2 255 abcd".getBytes(StandardCharsets.UTF_8))
                .getMessage()
                .contains("expected PNG, JPEG, GIF or BMP"));
    }

    /** Java takes the samples of a grey picture for linear light, and would give 188 for 128. */
    @Test
    void samplesOfAGreyPictureAreKeptAsTheyAre() throws IOException {
        BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 256; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }
        GreyImage read = read(file("png", image));
        for (int x = 0; x < 256; x++) {
            assertEquals(x, Math.round(255 * read.at(x, 0)));
        }
    }

    @Test
    void whatIsTransparentLiesOnWhiteUnlessTheInkIsWhite() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 0, 0xFF000000);
        assertEquals(1, read(file("png", image)).at(0, 0));
        assertEquals(0, read(file("png", image)).at(1, 0));
        image.setRGB(1, 0, 0xFFFFFFFF);
        assertEquals(0, read(file("png", image)).at(0, 0));
        assertEquals(1, read(file("png", image)).at(1, 0));
    }

    /**
     * The mark is at the top left of the stored picture. By the standard, 6 says that the top of the scene is at the right side of
     * what is stored: it is turned clockwise to be seen, and the mark comes to the top right.
     */
    @ParameterizedTest
    @CsvSource({
        "1,false,15,4",
        "2,false,44,4",
        "3,false,44,35",
        "4,false,15,35",
        "5,true,4,15",
        "6,true,35,15",
        "7,true,35,44",
        "8,true,4,44"
    })
    void photoIsTurnedByItsExifOrientation(int orientation, boolean upright, int x, int y) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            GreyImage image =
                    read(withExif(file("jpeg", picture(BufferedImage.TYPE_INT_RGB)), (short) orientation, order));
            assertEquals(upright ? 40 : 60, image.width());
            assertEquals(0, image.at(x, y), 0.05);
        }
    }

    private static byte[] withExif(byte[] jpeg, short orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4D4D))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort(orientation);
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + 36);
        file.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34);
        file.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(tiff.array());
        return file.put(jpeg, 2, jpeg.length - 2).array();
    }

    @Test
    void damagedExifStandsUpright() {
        byte[] file = withExif(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}, (short) 6, ByteOrder.BIG_ENDIAN);
        assertEquals(6, ExifOrientation.of(file).value());
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            byte[] bent = Arrays.copyOf(file, random.nextInt(file.length + 1));
            for (int k = 0; k < bent.length; k += 1 + random.nextInt(9)) {
                bent[k] = (byte) random.nextInt(256);
            }
            int value = ExifOrientation.of(bent).value();
            assertTrue(value >= 1 && value <= 8);
        }
    }
}
