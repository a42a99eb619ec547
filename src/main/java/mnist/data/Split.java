package mnist.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The two pairs of files of a data set, by the names that MNIST gave them. */
public enum Split {
    /** The examples to learn from; those kept out for validation are at its end. */
    TRAIN("train"),
    /** The examples for the one evaluation after training. */
    TEST("t10k");

    private final String prefix;

    Split(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the usual name of the image file, without {@code .gz}. */
    public String imageFile() {
        return prefix + "-images-idx3-ubyte";
    }

    /** Returns the usual name of the label file, without {@code .gz}. */
    public String labelFile() {
        return prefix + "-labels-idx1-ubyte";
    }

    /**
     * Finds the image file: under its usual name or as {@code …-images.idx3-ubyte}, as it is or with {@code .gz}; an
     * unpacked file is taken before a packed one.
     *
     * @throws DataException if there is none
     */
    public Path findImages(Path directory) {
        return find(directory, imageFile());
    }

    /**
     * Finds the label file, like {@link #findImages}.
     *
     * @throws DataException if there is none
     */
    public Path findLabels(Path directory) {
        return find(directory, labelFile());
    }

    private static Path find(Path directory, String name) {
        String dotted = name.replace("-idx", ".idx");
        for (String candidate : List.of(name, dotted, name + ".gz", dotted + ".gz")) {
            Path path = directory.resolve(candidate);
            if (Files.isRegularFile(path)) {
                return path;
            }
        }
        if (!Files.isDirectory(directory)) {
            throw new DataException(directory + ": no such data directory, expected a directory with " + name
                    + " and its three companions. Check the path.");
        }
        throw new DataException(directory + ": no file " + name + ", expected it as it is or with .gz, or as " + dotted
                + ". Put the four IDX files there.");
    }
}
