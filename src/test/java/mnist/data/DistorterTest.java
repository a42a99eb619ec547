package mnist.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import mnist.data.Augmentation.Elastic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistorterTest {
    private static final Elastic NONE = new Elastic(0, 4);

    @ParameterizedTest
    @CsvSource({"1, 4, 5", "2, 4, 5", "3, 2, 7", "4, 1, 3"})
    void everyShiftInRangeOccursAndNoOther(int most, int rows, int columns) {
        Dataset data = new IdxBuilder()
                .size(rows, columns)
                .pixels((example, row, column) -> 1 + row * columns + column)
                .read();
        Set<String> expected = new HashSet<>();
        for (int down = -most; down <= most; down++) {
            for (int right = -most; right <= most; right++) {
                expected.add(Arrays.toString(moved(data, down, right)));
            }
        }
        Distorter distorter = new Distorter(data, new Augmentation(most, 0, NONE, 1), 5);
        Set<String> found = new HashSet<>();
        for (int epoch = 1; epoch <= 3000; epoch++) {
            found.add(Arrays.toString(distorter.distorted(epoch, 0)));
        }
        assertEquals(expected, found);
    }

    /** A shift, pixel by pixel. */
    private static byte[] moved(Dataset data, int down, int right) {
        byte[] image = new byte[data.pixels()];
        for (int row = 0; row < data.rows(); row++) {
            for (int column = 0; column < data.columns(); column++) {
                int r = row - down;
                int c = column - right;
                boolean inside = r >= 0 && r < data.rows() && c >= 0 && c < data.columns();
                image[row * data.columns() + column] = inside ? (byte) data.pixel(0, r, c) : 0;
            }
        }
        return image;
    }

    @Test
    void whatIsDrawnDependsOnSeedAndEpochAndExampleAlone() {
        Dataset data = dot(28, 9, 14);
        Augmentation how = new Augmentation(2, 20, new Elastic(34, 4), 1);
        Distorter distorter = new Distorter(data, how, 1);
        byte[] first = distorter.distorted(3, 2);
        assertFalse(Arrays.equals(first, distorter.distorted(4, 2)));
        assertFalse(Arrays.equals(first, distorter.distorted(3, 1)));
        assertFalse(Arrays.equals(first, new Distorter(data, how, 2).distorted(3, 2)));
        assertArrayEquals(first, distorter.distorted(3, 2));
        assertArrayEquals(first, new Distorter(data, how, 1).distorted(3, 2));
    }

    @Test
    void theGivenShareOfImagesIsDistorted() {
        Dataset data = dot(9, 4, 4);
        byte[] original = new byte[81];
        data.copyMoved(0, 0, original, 0);
        Distorter distorter = new Distorter(data, new Augmentation(0, 0, new Elastic(300, 1), 0.25), 1);
        int changed = 0;
        for (int epoch = 1; epoch <= 4000; epoch++) {
            changed += Arrays.equals(original, distorter.distorted(epoch, 0)) ? 0 : 1;
        }
        // The deviation of the count is sqrt(4000 * 0.25 * 0.75) = 27.
        assertEquals(1000, changed, 110);
    }

    /** A dot, 10 pixels from the centre, stays at that distance, and is turned by up to 30 degrees to either side. */
    @Test
    void imagesAreTurnedAboutTheirCentre() {
        Dataset data = dot(29, 4, 14);
        Distorter distorter = new Distorter(data, new Augmentation(0, 30, NONE, 1), 1);
        double least = 0;
        double most = 0;
        for (int epoch = 1; epoch <= 300; epoch++) {
            double[] centre = centre(distorter.distorted(epoch, 0), 29);
            double up = 14 - centre[0];
            double right = centre[1] - 14;
            assertEquals(10, Math.hypot(up, right), 0.25);
            double angle = Math.toDegrees(Math.atan2(right, up));
            assertTrue(Math.abs(angle) < 31, "turned by " + angle);
            least = Math.min(least, angle);
            most = Math.max(most, angle);
        }
        assertTrue(least < -27 && most > 27, least + " to " + most);
    }

    /** Shift before rotation: a dot at the centre goes to the shift, whatever the angle. */
    @Test
    void anImageThatIsTurnedAndMovedTurnsAboutItsOwnCentre() {
        Dataset data = dot(29, 14, 14);
        Distorter distorter = new Distorter(data, new Augmentation(3, 40, NONE, 1), 1);
        for (int epoch = 1; epoch <= 50; epoch++) {
            double[] centre = centre(distorter.distorted(epoch, 0), 29);
            assertEquals(Math.rint(centre[0]), centre[0], 0.05);
            assertEquals(Math.rint(centre[1]), centre[1], 0.05);
            assertTrue(Math.abs(centre[0] - 14) < 3.1 && Math.abs(centre[1] - 14) < 3.1);
        }
    }

    /** A ramp is bent to the ramp plus the displacement: where it is linear, interpolation is exact but for rounding. */
    @Test
    void pixelsComeFromWhereTheFieldSays() {
        Dataset ramp = new IdxBuilder()
                .size(28, 28)
                .pixels((example, row, column) -> 4 * row + 2 * column)
                .read();
        Elastic elastic = new Elastic(34, 4);
        byte[] bent = new Distorter(ramp, new Augmentation(0, 0, elastic, 1), 9).distorted(2, 1);
        RandomStream random = new RandomStream(9, "augment", (2L << 32) + 1);
        // Whether, two shifts and an angle are drawn first.
        random.nextDouble();
        random.nextInt(1);
        random.nextInt(1);
        random.nextDouble();
        float[] down = new float[784];
        float[] right = new float[784];
        ElasticField field = new ElasticField(28, 28, elastic);
        field.draw(random, down);
        field.draw(random, right);
        for (int row = 6; row < 22; row++) {
            for (int column = 6; column < 22; column++) {
                int i = 28 * row + column;
                double expected = 4 * (row + down[i]) + 2 * (column + right[i]);
                assertEquals(expected, bent[i] & 0xFF, 0.51);
            }
        }
        assertNotEquals(0, down[400]);
    }

    /** Returns the mean row and column of the ink. */
    private static double[] centre(byte[] image, int columns) {
        double ink = 0;
        double rows = 0;
        double cols = 0;
        for (int i = 0; i < image.length; i++) {
            int value = image[i] & 0xFF;
            ink += value;
            rows += (double) value * (i / columns);
            cols += (double) value * (i % columns);
        }
        return new double[] {rows / ink, cols / ink};
    }

    /** A dot of 3 x 3 pixels on a square. */
    private static Dataset dot(int size, int row, int column) {
        return new IdxBuilder()
                .size(size, size)
                .pixels((example, r, c) -> Math.max(Math.abs(r - row), Math.abs(c - column)) < 2 ? 200 : 0)
                .read();
    }
}
