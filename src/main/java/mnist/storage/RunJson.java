package mnist.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mnist.json.InputException;
import mnist.json.Json;
import mnist.storage.AtomicFile.Durability;

/**
 * Writes and reads {@code run.json}. Keys that this version does not know are skipped, so that files of newer ones can
 * be read. Times are ISO 8601, UTC.
 */
public final class RunJson {
    private static final String ADVICE = "Use the run.json of a run.";
    private static final long LONGEST_FILE = 1 << 20;

    private RunJson() {}

    /**
     * Writes the file as a whole.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if it cannot be written
     */
    public static void write(Path file, RunRecord run, Durability durability) {
        AtomicFile.writeText(file, durability, Json.pretty(run) + "\n");
    }

    /**
     * Reads the file. What it does not hold is null in the record.
     *
     * @throws StorageException if it is missing, is no JSON, or a value has the wrong type
     */
    public static RunRecord read(Path file) {
        try {
            long length = Files.size(file);
            if (length > LONGEST_FILE) {
                throw bad(file, "is too long, found " + length + " bytes, expected at most " + LONGEST_FILE);
            }
            RunRecord run = Json.read(Files.readString(file), file.toString(), RunRecord.class);
            if (run == null || run.status() == null) {
                throw bad(file, "has no status");
            }
            return run;
        } catch (InputException e) {
            throw new StorageException(e.problems().get(0).line() + " " + ADVICE, e);
        } catch (IOException e) {
            throw StorageException.cannotRead(file, e);
        }
    }

    /** Returns the record, or nothing where the file is missing or damaged. */
    public static Optional<RunRecord> find(Path file) {
        try {
            return Optional.of(read(file));
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    private static StorageException bad(Path file, String what) {
        return new StorageException(file + ": " + what + ". " + ADVICE);
    }
}
