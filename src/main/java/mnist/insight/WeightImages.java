package mnist.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import mnist.config.Config;
import mnist.data.DataException;
import mnist.data.Split;
import mnist.experiment.DataFolder;
import mnist.storage.Checkpoint;

/**
 * What each neuron of the first layer looks for: row j of {@code W^1} laid out as an image. All are on one scale, with zero in
 * the middle of the colours.
 *
 * @param weights {@code (neurons, rows * columns)}
 * @param rows of an image
 * @param columns of an image
 * @param neurons how many the layer has, of which the first are here
 */
public record WeightImages(float[][] weights, int rows, int columns, int neurons) {
    private static final int MOST = 100;
    /** The end of the colours is where all but a few of the weights are, so that one outlier does not make the rest white. */
    private static final double WITHIN = 0.995;

    /**
     * Takes the first layer of a checkpoint.
     *
     * @param height of the images; if it is not given, that of the data set that the network was trained on, or else the
     *     images are square
     * @throws DataException if the inputs do not make images of that height, or of any that is known
     */
    public static WeightImages of(Checkpoint checkpoint, OptionalInt height) {
        float[][] all = checkpoint.network().weights(1).toFloatMatrix();
        int pixels = all[0].length;
        int rows = height.orElseGet(() -> height(checkpoint.config(), pixels));
        if (pixels % rows != 0) {
            throw new DataException(
                    "--rows: is not the height of the images, found %d, expected a divisor of the %,d inputs. Give their height."
                            .formatted(rows, pixels));
        }
        return new WeightImages(Arrays.copyOf(all, Math.min(MOST, all.length)), rows, pixels / rows, all.length);
    }

    /** Returns the height of the images that a network takes: that of its data set, or else they are square. */
    static int height(Config config, int pixels) {
        int square = (int) Math.round(Math.sqrt(pixels));
        try {
            List<Long> dimensions = Split.TEST.imageDimensions(DataFolder.configured(config));
            boolean fits = dimensions.size() == 3 && dimensions.get(1) * dimensions.get(2) == pixels;
            return fits ? Math.toIntExact(dimensions.get(1)) : square;
        } catch (DataException e) {
            // The data need not be here to look at a network.
            return square;
        }
    }

    /** Draws them as tiles. */
    public Picture picture() {
        return new Tiles(List.of("First layer: the weights of " + which(), scale(end())), tiles()).picture();
    }

    /** Returns a picture of the weights of each neuron. */
    List<Tiles.Tile> tiles() {
        double end = end();
        return IntStream.range(0, weights.length)
                .mapToObj(j -> new Tiles.Tile(colours(j, end), "neuron " + j))
                .toList();
    }

    /** Returns which weights these are, and what the colours mean. */
    String caption() {
        return "The weights of " + which() + " of the first layer: " + scale(end());
    }

    /**
     * Draws them as text, a character for two pixels above each other.
     *
     * @param colour whether the terminal takes colours; without, {@code #} and {@code +} are above zero, {@code =} and
     *     {@code -} below
     * @param width columns of the terminal
     */
    public String text(boolean colour, int width) {
        double end = end();
        int perRow = Math.max(1, (width + 1) / (columns + 1));
        StringBuilder text = new StringBuilder("first layer: the weights of " + which() + "\n");
        text.append(colour ? scale(end) : scale(end).replace("red", "=").replace("blue", "#"))
                .append('\n');
        for (int from = 0; from < weights.length; from += perRow) {
            int to = Math.min(weights.length, from + perRow);
            for (int row = 0; row < rows; row += 2) {
                List<String> cells = new ArrayList<>();
                for (int j = from; j < to; j++) {
                    cells.add(new SignedImage(weights[j], rows, columns).line(row, end, colour));
                }
                text.append(String.join(" ", cells).stripTrailing()).append('\n');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private String which() {
        return weights.length == neurons
                ? "all %,d neurons".formatted(neurons)
                : "the first %,d of %,d neurons".formatted(weights.length, neurons);
    }

    private static String scale(double end) {
        return String.format(Locale.ROOT, "red %.2g and below, white 0, blue %.2g and above", -end, end);
    }

    private double end() {
        double[] sizes = IntStream.range(0, weights.length * rows * columns)
                .mapToDouble(i -> Math.abs(weights[i / (rows * columns)][i % (rows * columns)]))
                .sorted()
                .toArray();
        double end = sizes[(int) (WITHIN * (sizes.length - 1))];
        // All weights are 0 after a zero start.
        return end == 0 ? 1 : end;
    }

    private int[][] colours(int neuron, double end) {
        int[][] colours = new int[rows][columns];
        for (int i = 0; i < rows * columns; i++) {
            colours[i / columns][i % columns] =
                    Palette.diverging(weights[neuron][i] / end).getRGB();
        }
        return colours;
    }
}
