package mnist.experiment;

import java.nio.file.Path;
import mnist.data.IdxBuilder;
import mnist.data.Split;

/** A data set of 4 x 4 images in three classes, easy enough to be learnt in a moment and not perfectly. */
public final class SmallData {
    /** Training examples. */
    public static final int TRAINING = 230;

    private SmallData() {}

    /** Writes the four files and returns their folder. */
    public static Path write(Path folder) {
        write(folder, Split.TRAIN, TRAINING, 1);
        return write(folder, Split.TEST, 60, 2);
    }

    /** Writes one pair of files; another variant has other pixels. */
    public static Path write(Path folder, Split split, int examples, int variant) {
        return new IdxBuilder()
                .examples(examples)
                .size(4, 4)
                .pixels((example, row, column) -> pixel(example, 4 * row + column, variant))
                .write(folder, split);
    }

    /** A bright band that belongs to the class, under noise. */
    private static int pixel(int example, int pixel, int variant) {
        int noise = Math.floorMod((example * 7919 + pixel * 104729 + variant * 1299709) ^ example * pixel, 160);
        return pixel / 6 == example % 3 ? 95 + noise : noise;
    }
}
