package mnist.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What a data directory holds, after every file has been read in full and checked.
 *
 * @param path the directory
 * @param name the data set that the four files are
 * @param splits training examples, then test examples
 */
public record DataDirectory(Path path, DatasetName name, List<SplitSummary> splits) {
    /**
     * One file.
     *
     * @param path where it was found
     * @param shape its dimensions: {@code (examples, rows, columns)} or {@code (examples)}
     * @param digest its usual name, and the SHA-256 of its unpacked content
     */
    public record FileSummary(Path path, List<Integer> shape, FileDigest digest) {}

    /**
     * One pair of files.
     *
     * @param split which pair
     * @param files the image file, then the label file
     * @param countsPerClass how many examples there are of each class that occurs, by class number
     */
    public record SplitSummary(Split split, List<FileSummary> files, SortedMap<Integer, Integer> countsPerClass) {}

    /**
     * Reads the four files of a directory.
     *
     * @throws DataException if one of them is missing or corrupt, or two do not belong together
     */
    public static DataDirectory read(Path directory) {
        List<SplitSummary> splits = new ArrayList<>();
        List<FileDigest> digests = new ArrayList<>();
        for (Split split : Split.values()) {
            Dataset examples = Dataset.load(directory, split);
            splits.add(summarize(directory, split, examples));
            digests.addAll(examples.digests());
        }
        return new DataDirectory(directory, DatasetName.of(digests), List.copyOf(splits));
    }

    private static SplitSummary summarize(Path directory, Split split, Dataset examples) {
        List<Integer> imageShape = List.of(examples.size(), examples.rows(), examples.columns());
        FileSummary images = new FileSummary(
                split.findImages(directory), imageShape, examples.digests().get(0));
        FileSummary labels = new FileSummary(
                split.findLabels(directory),
                List.of(examples.size()),
                examples.digests().get(1));
        return new SplitSummary(split, List.of(images, labels), examples.countsPerClass());
    }
}
