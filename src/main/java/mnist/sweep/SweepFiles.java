package mnist.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import mnist.storage.AtomicFile;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.RunDirectoryException;
import mnist.storage.RunFiles;
import mnist.storage.StorageException;

/**
 * Where the files of a sweep are.
 *
 * @param directory the sweep's own
 */
public record SweepFiles(Path directory) {
    private static final String SPEC = "spec.json";
    private static final String RESULTS = "results.csv";
    private static final String BEST_CONFIG = "best-config.json";

    /** Returns the file of the spec, its base config inside. */
    public Path spec() {
        return directory.resolve(SPEC);
    }

    /** Returns the run directory of a trial. */
    public Path trial(Trial trial) {
        return trials().resolve(trial.id());
    }

    /** Returns the folder of the run directories. */
    public Path trials() {
        return directory.resolve("trials");
    }

    /** Returns the table with one row for each trial. */
    public Path results() {
        return directory.resolve(RESULTS);
    }

    /** Returns the effective config of the winner, to train from. */
    public Path bestConfig() {
        return directory.resolve(BEST_CONFIG);
    }

    /** Returns the folder of the pictures. */
    public Path plots() {
        return directory.resolve("plots");
    }

    /**
     * Reads the spec.
     *
     * @throws StorageException if there is none here
     */
    public SweepSpec readSpec() {
        if (!Files.exists(spec())) {
            throw new StorageException(
                    directory
                            + ": is not the directory of a sweep: it has no spec.json. Check the path, or name the spec with --spec.");
        }
        return SpecReader.read(spec());
    }

    /**
     * Checks that a new sweep may replace what is here: an earlier sweep, or nothing.
     *
     * @throws RunDirectoryException if something else is here
     */
    void requireReplaceable() {
        try (Stream<Path> entries = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            // What begins with a dot is a file manager's, or left of a file that was not finished.
            boolean occupied = entries.anyMatch(
                    entry -> !entry.getFileName().toString().startsWith(".") && !RunFiles.isRemnant(entry));
            if (occupied && !Files.exists(spec())) {
                throw new RunDirectoryException(
                        directory
                                + ": is not the directory of a sweep, and --force replaces nothing else. Choose another with --out.");
            }
        } catch (IOException e) {
            throw StorageException.cannotRead(directory, e);
        }
    }

    /** Makes the directory, if there is none. */
    void createDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw StorageException.cannotWrite(directory, e);
        }
    }

    /** Deletes what killed processes left of files that they had not finished. Only who holds the lock may do that. */
    void removeLeftovers() {
        try {
            AtomicFile.removeLeftovers(directory, List.of(SPEC, RESULTS, BEST_CONFIG)::contains);
        } catch (IOException e) {
            throw StorageException.cannotWrite(directory, e);
        }
    }

    /** Writes down the spec. */
    void write(SweepSpec spec) {
        AtomicFile.writeText(spec(), Durability.FORCED, spec.toJson());
    }

    /**
     * Makes the directory that of a spec.
     *
     * @param force whether it may be that of another
     * @throws RunDirectoryException if it is that of another and may not be
     */
    void claim(SweepSpec spec, boolean force) {
        createDirectory();
        try {
            if (!force && Files.exists(spec()) && !Files.readString(spec()).equals(spec.toJson())) {
                throw new RunDirectoryException(directory + ": belongs to another sweep: its spec.json differs."
                        + " Choose another directory with --out, or move that file away.");
            }
        } catch (IOException e) {
            throw StorageException.cannotRead(spec(), e);
        }
        write(spec);
    }

    /** @throws StorageException if the directory is that of another spec */
    void requireSpec(SweepSpec spec) {
        // Whether it was computed on machines of several kinds, the trials themselves tell.
        boolean isAnother = Files.exists(spec())
                && !SpecReader.read(spec())
                        .onEveryMachine()
                        .toJson()
                        .equals(spec.onEveryMachine().toJson());
        if (isAnother) {
            throw new StorageException(spec() + ": is another spec than the one to collect by."
                    + " Collect by this one, leave its folder out, or move the file away.");
        }
    }

    /** Deletes everything that a sweep writes. */
    void delete() {
        for (Path path : List.of(results(), bestConfig(), plots(), trials(), spec())) {
            try (Stream<Path> below = Files.exists(path) ? Files.walk(path) : Stream.empty()) {
                for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            } catch (IOException e) {
                throw StorageException.cannotWrite(path, e);
            }
        }
    }
}
