package mnist.insight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaneTest {
    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
    }

    /** A triangle with the sides 3, 4 and 5 somewhere in five dimensions. */
    @Test
    void planeThroughThreePointsKeepsTheirDistances() {
        float[][] points = {{1, 1, 1, 1, 1}, {1, 4, 1, 1, 1}, {1, 1, 1, -3, 1}};
        Plane plane = Plane.nearest(points).orElseThrow();
        double[][] on = new double[3][];
        for (int i = 0; i < 3; i++) {
            on[i] = plane.coordinates(points[i]);
            assertArrayEquals(points[i], plane.at(on[i][0], on[i][1]), 1e-6f);
        }
        assertEquals(3, distance(on[0], on[1]), 1e-6);
        assertEquals(4, distance(on[0], on[2]), 1e-6);
        assertEquals(5, distance(on[1], on[2]), 1e-6);
        assertEquals(1, plane.share(), 1e-12);
    }

    /** On the axes at 3, 2 and 1 from the origin, on both sides: variances 18, 8 and 2. */
    @Test
    void directionsAreThoseOfLargestVariance() {
        float[][] points = {{-3, 0, 0}, {3, 0, 0}, {0, -2, 0}, {0, 2, 0}, {0, 0, -1}, {0, 0, 1}};
        Plane plane = Plane.nearest(points).orElseThrow();
        assertArrayEquals(new double[] {0, 0, 0}, plane.origin(), 1e-12);
        assertEquals(1, Math.abs(plane.u()[0]), 1e-12);
        assertEquals(1, Math.abs(plane.v()[1]), 1e-12);
        assertEquals(26.0 / 28, plane.share(), 1e-12);
        assertArrayEquals(new double[] {0, 0}, plane.coordinates(points[5]), 1e-12);
    }

    @Test
    void lastPointLiesRightOfAndAboveTheFirst() {
        float[][] points = {{9, 0, 2}, {4, 3, 2}, {1, 1, 2}, {0, -1, 2}};
        Plane plane = Plane.nearest(points).orElseThrow();
        double[] first = plane.coordinates(points[0]);
        double[] last = plane.coordinates(points[3]);
        assertEquals(true, last[0] >= first[0] && last[1] >= first[1]);
    }

    @Test
    void pointsOnALineHaveNoPlane() {
        assertEquals(Optional.empty(), Plane.nearest(new float[][] {{1, 2}, {3, 4}}));
        assertEquals(Optional.empty(), Plane.nearest(new float[][] {{0, 0, 1}, {2, 4, 1}, {3, 6, 1}, {1, 2, 1}}));
        assertEquals(Optional.empty(), Plane.nearest(new float[][] {{5, 5}, {5, 5}, {5, 5}}));
    }
}
