package mnist.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import mnist.config.Json;

/**
 * Writes and reads {@code run.json}. Keys that this version does not know are skipped, so that files of newer ones can
 * be read. Times are ISO 8601, UTC.
 */
public final class RunJson {
    private static final long LONGEST_FILE = 1 << 20;

    private RunJson() {}

    /**
     * Writes the file as a whole.
     *
     * @param durability whether to wait for the disk
     * @throws StorageException if it cannot be written
     */
    public static void write(Path file, RunRecord run, Durability durability) {
        byte[] json = (Json.pretty(run) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, durability, out -> out.write(json));
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
                throw bad(file, "is too long, found " + length + " bytes, expected at most " + LONGEST_FILE, null);
            }
            RunRecord run = Json.read(Files.readString(file), RunRecord.class);
            if (run == null || run.status() == null) {
                throw bad(file, "has no status", null);
            }
            return run;
        } catch (JsonMappingException e) {
            throw bad(file, "cannot be read at " + path(e) + ", " + ErrorText.cut(e.getOriginalMessage()), e);
        } catch (JsonProcessingException e) {
            throw bad(file, "is not valid JSON, " + ErrorText.cut(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw StorageException.cannotRead(file, e);
        }
    }

    private static StorageException bad(Path file, String what, Exception cause) {
        return new StorageException(file + ": " + what + ". Use the run.json of a run.", cause);
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
    }
}
