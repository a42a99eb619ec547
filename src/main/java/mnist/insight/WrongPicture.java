package mnist.insight;

import java.util.List;
import java.util.Locale;
import mnist.data.Dataset;
import mnist.data.DatasetName;
import mnist.training.Answers;

/**
 * The worst mistakes of a network, each with number, true class, answer, and the output of the answer.
 *
 * @param most how many, at most
 */
public record WrongPicture(Answers answers, int most) {
    private static final int BLACK = 0xFF000000;

    /** Draws them side by side. */
    public Picture picture() {
        List<Tiles.Tile> tiles = tiles();
        String first = "The worst %,d of %,d mistakes on %,d examples"
                .formatted(
                        tiles.size(), answers.wrong().size(), answers.examples().size());
        List<String> heading = List.of(first, "number of the example: true class → answer, output of the answer");
        return new Tiles(heading, tiles).picture();
    }

    /** Returns the pictures of the worst, the worst first. */
    List<Tiles.Tile> tiles() {
        DatasetName name = DatasetName.of(answers.examples().digests());
        return answers.wrong().stream().limit(most).map(i -> tile(i, name)).toList();
    }

    private Tiles.Tile tile(int example, DatasetName name) {
        Dataset examples = answers.examples();
        int[][] colours = new int[examples.rows()][examples.columns()];
        for (int row = 0; row < colours.length; row++) {
            for (int column = 0; column < colours[row].length; column++) {
                // Ink on paper.
                colours[row][column] = BLACK | 0x010101 * (255 - examples.pixel(example, row, column));
            }
        }
        String caption = String.format(
                Locale.ROOT,
                "%d: %s → %s, %.2f",
                example,
                name.className(examples.label(example)),
                name.className(answers.answer(example)),
                answers.confidence(example));
        return new Tiles.Tile(colours, caption);
    }
}
