package mnist.data;

import java.util.Optional;

/**
 * How the files of a data set say what they say, where that is not as in MNIST. What is left open is as the files' names tell:
 * those of EMNIST are as it was published, and all others as MNIST.
 *
 * @param transpose whether an image is stored column by column
 * @param labelOffset the label of the first class
 */
public record Layout(Optional<Boolean> transpose, Optional<Integer> labelOffset) {
    /** As the files' names tell. */
    public static final Layout BY_NAME = new Layout(Optional.empty(), Optional.empty());

    boolean isTransposed(DatasetName name) {
        return transpose.orElse(name.isTransposed());
    }

    int labelOffset(DatasetName name) {
        return labelOffset.orElse(name.labelOffset());
    }
}
