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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;

/** Finds runs in a folder. */
public final class RunList {
    /** How many digits of the SHA-256 of its effective config name a run. */
    public static final int ID_DIGITS = 16;

    private static final int DEPTH = 8;

    private RunList() {}

    /**
     * Returns the runs below a folder, in the order of their paths.
     *
     * @param where each {@code PATH=VALUE}: only runs whose config has these values
     * @param warnings told, in one line, of each run whose {@code run.json} is damaged
     * @throws StorageException if there is no such folder
     * @throws mnist.json.InputException if no config can have such values
     */
    public static List<Run> in(Path folder, List<String> where, Consumer<String> warnings) {
        RunFilter filter = new RunFilter(where);
        List<Run> runs = new ArrayList<>();
        for (Path directory : directories(folder)) {
            if (filter.keeps(directory)) {
                record(directory, warnings).ifPresent(runs::add);
            }
        }
        filter.requireUnderstood();
        return runs;
    }

    /** Returns the run directories below some folders by the first {@link #ID_DIGITS} of the hashes of their configs. */
    public static Map<String, List<Path>> byConfig(List<Path> folders) {
        Map<String, List<Path>> byConfig = new HashMap<>();
        for (Path folder : folders) {
            for (Path directory : directories(folder)) {
                // Without a record it is no run of this program, or one that says nothing any more.
                RunJson.find(new RunFiles(directory).run())
                        .ifPresent(record -> byConfig.computeIfAbsent(id(record), key -> new ArrayList<>())
                                .add(directory));
            }
        }
        return byConfig;
    }

    static String id(RunRecord record) {
        String hash = record.inputs() == null ? null : record.inputs().configSha256();
        return hash == null ? "" : hash.substring(0, Math.min(ID_DIGITS, hash.length()));
    }

    /** What is called run.json, but cannot be read and has no other file of a run beside it, is somebody else's. */
    private static Optional<Run> record(Path directory, Consumer<String> warnings) {
        RunFiles files = new RunFiles(directory);
        try {
            return Optional.of(RunReader.read(directory, RunJson.read(files.run())));
        } catch (StorageException e) {
            if (Stream.of(files.config(), files.metrics(), files.last(), files.best())
                    .noneMatch(Files::exists)) {
                return Optional.empty();
            }
            warnings.accept(e.getMessage());
            return Optional.of(RunReader.read(directory, null));
        }
    }

    private static List<Path> directories(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new StorageException(folder + ": no such folder. Check the path.");
        }
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, EnumSet.noneOf(FileVisitOption.class), DEPTH, visitor(folder, found));
        } catch (IOException e) {
            throw StorageException.cannotRead(folder, e);
        }
        found.sort(null);
        return found;
    }

    private static SimpleFileVisitor<Path> visitor(Path folder, List<Path> found) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path directory = file.getParent();
                if (file.equals(new RunFiles(directory).run())) {
                    found.add(directory);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (file.equals(folder)) {
                    throw problem;
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }
}
