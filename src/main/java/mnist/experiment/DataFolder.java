package mnist.experiment;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.config.Config;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.FileDigest;
import mnist.data.Layout;
import mnist.data.SearchPath;
import mnist.data.Split;
import mnist.nn.Architecture;
import mnist.storage.RunRecord;

/**
 * One split of the data of a run, and where it was found: where the config says, under the working directory or under the
 * program's own folder; or else where {@code run.json} says that it was when the run began, if it still is the same.
 *
 * @param path the folder
 * @param file the whole split
 */
public record DataFolder(Path path, Dataset file) {
    /**
     * Finds and loads a split.
     *
     * @param record of the run, where there is one already
     * @throws DataException if it is nowhere, naming every place, or if it is corrupt
     */
    public static DataFolder find(Config config, Optional<RunRecord> record, Split split) {
        Path configured = configured(config);
        Optional<Path> recorded = recorded(record).filter(path -> !isSame(path, configured));
        Optional<DataFolder> first = load(configured, split, config);
        if (first.isPresent() && (recorded.isEmpty() || first.get().isOf(record.get()))) {
            return first.get();
        }
        return recorded.flatMap(path -> load(path, split, config))
                .filter(found -> found.isOf(record.get()))
                .or(() -> first)
                .orElseThrow(() -> new DataException("%s: no such data directory, looked for it at %s%s. %s"
                        .formatted(
                                configured,
                                SearchPath.tried(configured),
                                recorded.map(path -> ", and for the run's own data at " + path)
                                        .orElse(""),
                                "Put the four IDX files there, or correct data.directory.")));
    }

    /**
     * Loads a split from the folder that the user names.
     *
     * @param layout how images and labels stand in the files
     * @throws DataException if it is missing or corrupt
     */
    public static DataFolder at(Path path, Split split, Layout layout) {
        Path found = SearchPath.find(path);
        return new DataFolder(found, Dataset.load(found, split, layout));
    }

    /** Returns the folder that a config names. */
    public static Path configured(Config config) {
        String directory = config.data().directory();
        try {
            return SearchPath.find(Path.of(directory));
        } catch (InvalidPathException e) {
            throw new DataException(
                    "data.directory: is not a path on this system, found \"" + directory + "\", " + e.getReason()
                            + ". Choose another name, or a locale that has its characters.",
                    e);
        }
    }

    /**
     * Checks that a network of the given shape takes the examples.
     *
     * @throws DataException if it does not
     */
    public void requireFits(Architecture architecture) {
        try {
            file.requireFits(architecture.size(0), architecture.size(architecture.layers()));
        } catch (DataException e) {
            // A data set knows the names of its files, not where they are.
            throw new DataException(path + ": " + e.getMessage(), e);
        }
    }

    private static Optional<DataFolder> load(Path path, Split split, Config config) {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        return Optional.of(
                new DataFolder(path, Dataset.load(path, split, config.data().layout())));
    }

    private static Optional<Path> recorded(Optional<RunRecord> record) {
        return record.map(RunRecord::inputs)
                .map(RunRecord.Inputs::data)
                .map(RunRecord.Data::directory)
                .map(Path::of);
    }

    private static boolean isSame(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    /** Returns whether the files are those of a run; if it never saw this split, its training files tell. */
    private boolean isOf(RunRecord record) {
        Map<String, String> digests = record.dataSha256();
        if (digests.isEmpty()) {
            return false;
        }
        boolean known = file.digests().stream().allMatch(digest -> digests.containsKey(digest.file()));
        List<FileDigest> files =
                known ? file.digests() : Dataset.load(path, Split.TRAIN).digests();
        return files.stream().allMatch(digest -> digest.sha256().equals(digests.get(digest.file())));
    }
}
