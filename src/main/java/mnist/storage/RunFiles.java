package mnist.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the files of a run are (DESIGN §5). Looking them up asks for no lock, so that a run under way can be read:
 * every file but the CSV is whole at any instant, and a row is added to the CSV in one write.
 *
 * @param directory the run directory
 */
public record RunFiles(Path directory) {
    private static final String CONFIG = "config.json";
    private static final String RUN = "run.json";
    private static final String METRICS = "metrics.csv";
    private static final String LAST = "last.safetensors";
    private static final String BEST = "best.safetensors";
    private static final String LOCK = "lock";
    private static final String KEPT = "kept";
    private static final Pattern KEPT_FILE = Pattern.compile("step-\\d{8,10}\\.safetensors");

    /**
     * Every file that a run writes. A directory is emptied in this order: without its last checkpoint, a half-emptied
     * run cannot be resumed.
     */
    public static final List<String> NAMES = List.of(LAST, BEST, METRICS, RUN, CONFIG);

    /** Returns the file of the effective config. */
    public Path config() {
        return directory.resolve(CONFIG);
    }

    /** Returns the file of the run's status and provenance, for {@link RunJson}. */
    public Path run() {
        return directory.resolve(RUN);
    }

    /** Returns the file with one row for each epoch, for {@link MetricsCsv}. */
    public Path metrics() {
        return directory.resolve(METRICS);
    }

    /** Returns the checkpoint to resume from. */
    public Path last() {
        return directory.resolve(LAST);
    }

    /** Returns the checkpoint with the best validation accuracy so far. */
    public Path best() {
        return directory.resolve(BEST);
    }

    /** Returns the folder of the checkpoints that were kept on the way. */
    public Path kept() {
        return directory.resolve(KEPT);
    }

    /**
     * Makes that folder, if there is none.
     *
     * @throws StorageException if it cannot be made
     */
    public void createKept() {
        try {
            Files.createDirectories(kept());
        } catch (IOException e) {
            throw StorageException.cannotWrite(kept(), e);
        }
    }

    /** Returns the checkpoint that is kept after so many steps. */
    public Path kept(long step) {
        return kept().resolve(String.format(Locale.ROOT, "step-%08d.safetensors", step));
    }

    /**
     * Returns the checkpoints that were kept, in the order of their steps.
     *
     * @throws StorageException if the folder cannot be read
     */
    public List<Path> allKept() {
        if (!Files.isDirectory(kept())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(kept())) {
            return entries.filter(entry -> isKept(entry.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StorageException.cannotRead(kept(), e);
        }
    }

    /** Returns whether a name is that of a file in {@link #kept()}. */
    static boolean isKept(String name) {
        return KEPT_FILE.matcher(name).matches();
    }

    /** Returns the file that says who is writing in the directory; there while somebody is. */
    Path lock() {
        return directory.resolve(LOCK);
    }

    /** Returns whether a path is something that a run may leave in its directory when it is killed before it begins. */
    public static boolean isRemnant(Path entry) {
        return entry.getFileName().toString().equals(LOCK) || AtomicFile.isTemporaryOf(entry, NAMES::contains);
    }
}
