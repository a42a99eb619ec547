package mnist.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    /**
     * Says of each file that lies in a directory more than once, as it is and with {@code .gz}, which one is read, if their
     * contents differ: one line each, for a warning.
     */
    public List<String> ambiguities(Path directory) {
        List<String> lines = new ArrayList<>();
        for (String name : List.of(imageFile(), labelFile())) {
            List<Path> files = candidates(directory, name);
            for (int i = 1; i < files.size(); i++) {
                if (!UnpackedFile.sha256(files.get(0)).equals(UnpackedFile.sha256(files.get(i)))) {
                    lines.add(
                            "%s: holds other data than %s beside it, and is the one that is read. Remove the wrong one."
                                    .formatted(files.get(0), files.get(i).getFileName()));
                }
            }
        }
        return lines;
    }

    private static List<Path> candidates(Path directory, String name) {
        String dotted = name.replace("-idx", ".idx");
        return Stream.of(name, dotted, name + ".gz", dotted + ".gz")
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    private static Path find(Path directory, String name) {
        List<Path> candidates = candidates(directory, name);
        if (!candidates.isEmpty()) {
            return candidates.get(0);
        }
        String dotted = name.replace("-idx", ".idx");
        if (!Files.isDirectory(directory)) {
            throw new DataException(directory + ": no such data directory, looked for it at "
                    + SearchPath.tried(directory) + ", expected a directory with " + name
                    + " and its three companions. Check the path.");
        }
        throw new DataException(directory + ": no file " + name + ", expected it as it is or with .gz, or as " + dotted
                + ". Put the four IDX files there.");
    }
}
