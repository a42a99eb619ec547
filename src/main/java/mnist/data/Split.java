package mnist.data;

import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two pairs of files of a data set, by the names that MNIST or EMNIST gave them. */
public enum Split {
    /** The examples to learn from; those kept out for validation are at its end. */
    TRAIN("train", "train"),
    /** The examples for the one evaluation after training. */
    TEST("t10k", "test");

    private static final String PACKED = ".gz";

    private final String prefix;
    private final String label;

    Split(String prefix, String label) {
        this.prefix = prefix;
        this.label = label;
    }

    /** Returns the name for people and scripts, which EMNIST uses in its files: {@code train} or {@code test}. */
    public String label() {
        return label;
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
     * unpacked file is taken before a packed one. Where there is none, one of EMNIST is taken, such as {@code
     * emnist-letters-test-images-idx3-ubyte}.
     *
     * @throws DataException if there is none, or those of several data sets of EMNIST
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
     * Returns the dimensions of the images, {@code (examples, rows, columns)}; only the head of the file is read.
     *
     * @throws DataException if the file is missing, or its head is corrupt
     */
    public List<Long> imageDimensions(Path directory) {
        return imageHeader(directory).dimensions();
    }

    /**
     * Returns how many bytes the images take in memory; only the head of the file is read.
     *
     * @throws DataException if the file is missing, or its head is corrupt
     */
    public long imageBytes(Path directory) {
        return imageHeader(directory).payloadBytes();
    }

    private IdxHeader imageHeader(Path directory) {
        try (IdxFile images = IdxFile.open(findImages(directory))) {
            return images.header();
        }
    }

    /**
     * Says of each file that lies in a directory more than once, as it is and with {@code .gz}, which one is read, if their
     * contents differ: one line each, for a warning.
     */
    public List<String> ambiguities(Path directory) {
        List<String> lines = new ArrayList<>();
        for (String name : List.of(imageFile(), labelFile())) {
            List<Path> files = found(directory, name);
            for (int i = 1; i < files.size(); i++) {
                if (!UnpackedFile.sha256(files.get(0)).equals(UnpackedFile.sha256(files.get(i)))) {
                    lines.add("%s: is read, but %s beside it holds other data. Remove the wrong one."
                            .formatted(files.get(0), files.get(i).getFileName()));
                }
            }
        }
        return lines;
    }

    /** Returns the usual name of a file, whatever its spelling: without {@code .gz}, and with {@code -idx}. */
    static String usualName(Path file) {
        String name = file.getFileName().toString();
        String unpacked = name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
        return unpacked.replace(".idx", "-idx");
    }

    /** Returns the files that may be meant, the one to read first: those with the name of MNIST, or else those of EMNIST. */
    private List<Path> found(Path directory, String name) {
        List<Path> candidates = candidates(directory, name);
        if (!candidates.isEmpty()) {
            return candidates;
        }
        List<List<Path>> sets = Arrays.stream(DatasetName.values())
                .flatMap(set -> set.fileName(label + name.substring(prefix.length())).stream())
                .map(file -> candidates(directory, file))
                .filter(files -> !files.isEmpty())
                .toList();
        if (sets.size() > 1) {
            throw new DataException("%s: several data sets, found %s, expected the files of one. %s"
                    .formatted(
                            directory,
                            sets.stream()
                                    .map(files -> files.get(0).getFileName().toString())
                                    .collect(Collectors.joining(" and ")),
                            "Put those of each into a folder of its own."));
        }
        return sets.isEmpty() ? List.of() : sets.get(0);
    }

    private static List<Path> candidates(Path directory, String name) {
        String dotted = name.replace("-idx", ".idx");
        return Stream.of(name, dotted, name + PACKED, dotted + PACKED)
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    private Path find(Path directory, String name) {
        List<Path> found = found(directory, name);
        if (!found.isEmpty()) {
            return found.get(0);
        }
        String dotted = name.replace("-idx", ".idx");
        if (!Files.isDirectory(directory)) {
            throw new DataException(directory + ": no such data directory, looked for it at "
                    + SearchPath.tried(directory) + ", expected a directory with " + name
                    + " and its three companions. Check the path.");
        }
        if (!Files.isExecutable(directory)) {
            throw UnpackedFile.unreadable(directory.toString(), new AccessDeniedException(directory.toString()));
        }
        throw new DataException(directory + ": no file " + name + ", expected it as it is or with .gz, or as " + dotted
                + ". Put the four IDX files there.");
    }
}
