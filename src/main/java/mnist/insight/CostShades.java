package mnist.insight;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/**
 * The costs of a surface as shades of grey: the darker, the higher; from one shade to the next the cost grows by the same factor.
 *
 * @param costs row by row from below
 * @param low the least of their decimal logarithms
 * @param high the greatest
 */
record CostShades(double[][] costs, double low, double high) {
    /** How many shades there are. */
    static final int COUNT = 14;

    private static final int LIGHTEST = 250;
    private static final int DARKEST = 110;

    static CostShades of(double[][] costs) {
        DoubleSummaryStatistics logs = Arrays.stream(costs)
                .flatMapToDouble(Arrays::stream)
                .map(CostShades::log)
                .summaryStatistics();
        return new CostShades(costs, logs.getMin(), Math.max(logs.getMax(), logs.getMin() + 1e-9));
    }

    /** Returns where a logarithm lies between the least and the greatest, from 0 to 1. */
    double part(double log) {
        return (log - low) / (high - low);
    }

    /** Returns the colour of a shade, from 0. */
    static Color colour(int level) {
        return shade(level, false);
    }

    /** Returns the surface, square. A place is on a line between two shades if its neighbour to the right or below has another. */
    BufferedImage image(int side) {
        int[][] levels = new int[side + 1][side + 1];
        for (int y = 0; y <= side; y++) {
            for (int x = 0; x <= side; x++) {
                double part = part(logAt((double) x / side, 1 - (double) y / side));
                levels[y][x] = (int) Math.min(COUNT - 1, part * COUNT);
            }
        }
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean edge = levels[y][x] != levels[y][x + 1] || levels[y][x] != levels[y + 1][x];
                image.setRGB(x, y, shade(levels[y][x], edge).getRGB());
            }
        }
        return image;
    }

    private static Color shade(int level, boolean edge) {
        int grey = LIGHTEST - level * (LIGHTEST - DARKEST) / (COUNT - 1) - (edge ? 40 : 0);
        return new Color(grey, grey, grey);
    }

    /** Returns the logarithm of the cost between the places where it was computed; both parts are in [0, 1]. */
    private double logAt(double right, double up) {
        double x = right * (costs[0].length - 1);
        double y = up * (costs.length - 1);
        int column = Math.min((int) x, costs[0].length - 2);
        int row = Math.min((int) y, costs.length - 2);
        double below = between(log(costs[row][column]), log(costs[row][column + 1]), x - column);
        double above = between(log(costs[row + 1][column]), log(costs[row + 1][column + 1]), x - column);
        return between(below, above, y - row);
    }

    private static double between(double a, double b, double part) {
        return a + part * (b - a);
    }

    /** Of a cost that is 0 or no number, that of the nearest that has one. */
    private static double log(double cost) {
        return Math.log10(Math.min(Math.max(Double.isNaN(cost) ? Double.MAX_VALUE : cost, Float.MIN_NORMAL), 1e30));
    }
}
