package mnist.runs;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;

/** Finds runs in a folder. What only looks like a run, or cannot be read, is left out. */
public final class RunList {
    /** How many digits of the SHA-256 of its effective config name a run. */
    public static final int ID_DIGITS = 16;

    private static final int DEPTH = 8;

    private RunList() {}

    /**
     * A run, as its {@code run.json} tells.
     *
     * @param run its directory
     * @param status how far it has come
     * @param bestEpoch the epoch of its best checkpoint, or 0
     * @param validationAccuracy of that epoch, in [0, 1], if there is one
     * @param testAccuracy in [0, 1], if it was tested
     * @param seconds of wall time
     * @param started when, in ISO 8601
     * @param config the first digits of the SHA-256 of its effective config
     */
    public record Run(
            String run,
            String status,
            int bestEpoch,
            OptionalDouble validationAccuracy,
            OptionalDouble testAccuracy,
            double seconds,
            String started,
            String config) {}

    /**
     * Returns all runs below a folder, in the order of their paths.
     *
     * @throws StorageException if there is no such folder
     */
    public static List<Run> in(Path folder) {
        List<Run> runs = new ArrayList<>();
        directories(folder).forEach((directory, record) -> runs.add(run(directory, record)));
        runs.sort((a, b) -> a.run().compareTo(b.run()));
        return runs;
    }

    /** Returns the run directories below a folder by the first {@link #ID_DIGITS} of the hashes of their configs. */
    public static Map<String, List<Path>> byConfig(Path folder) {
        Map<String, List<Path>> byConfig = new HashMap<>();
        directories(folder)
                .forEach((directory, record) -> byConfig.computeIfAbsent(id(record), id -> new ArrayList<>())
                        .add(directory));
        byConfig.values().forEach(directories -> directories.sort(null));
        return byConfig;
    }

    private static Run run(Path directory, RunRecord record) {
        RunRecord.Results results = record.results();
        boolean ranked = results != null && results.validationAccuracy() != null;
        boolean tested = results != null && results.test() != null;
        return new Run(
                directory.toString(),
                record.status().label(),
                results == null || results.bestEpoch() == null ? 0 : results.bestEpoch(),
                ranked ? OptionalDouble.of(results.validationAccuracy()) : OptionalDouble.empty(),
                tested ? OptionalDouble.of(results.test().accuracy()) : OptionalDouble.empty(),
                record.outcome() == null ? 0 : record.outcome().seconds(),
                record.start() == null ? "" : record.start().toString(),
                id(record));
    }

    private static String id(RunRecord record) {
        String hash = record.inputs() == null ? null : record.inputs().configSha256();
        return hash == null ? "" : hash.substring(0, Math.min(ID_DIGITS, hash.length()));
    }

    private static Map<Path, RunRecord> directories(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new StorageException(folder + ": no such folder, expected one with runs. Check the path.");
        }
        Map<Path, RunRecord> runs = new HashMap<>();
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEPTH, visitor(runs));
        } catch (IOException e) {
            throw new StorageException(
                    folder + ": cannot be listed, " + e.getMessage() + ". Check its permissions.", e);
        }
        return runs;
    }

    private static SimpleFileVisitor<Path> visitor(Map<Path, RunRecord> runs) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path directory = file.getParent();
                if (file.equals(new RunFiles(directory).run())) {
                    read(directory, file, runs);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private static void read(Path directory, Path file, Map<Path, RunRecord> runs) {
        try {
            runs.put(directory, RunJson.read(file));
        } catch (StorageException e) {
            // No run of this program.
            return;
        }
    }
}
