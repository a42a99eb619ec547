package mnist.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import mnist.storage.StorageException;

/** Where a run or a sweep goes that is not told where: {@code runs/<name>-<time>}. */
final class FreshDirectory {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private FreshDirectory() {}

    /**
     * Makes a directory that did not exist, and has something done in it. What was made is deleted if that fails before it
     * has written anything.
     *
     * @param prefix what its name begins with, before the file's
     * @param file the JSON file that it is named after
     * @throws StorageException if no directory can be made here
     */
    static <T> T use(String prefix, Path file, Function<Path, T> work) {
        Path directory = make(prefix + nameOf(file) + "-" + TIME.format(LocalDateTime.now()));
        try {
            return work.apply(directory);
        } finally {
            deleteIfEmpty(directory);
        }
    }

    /** Making a directory is one step of the system's: of two programs that try at once, one has to take another name. */
    private static Path make(String stem) {
        Path runs = Path.of("runs");
        try {
            Files.createDirectories(runs);
            for (int i = 1; ; i++) {
                Path directory = runs.resolve(i == 1 ? stem : stem + "-" + i);
                try {
                    return Files.createDirectory(directory);
                } catch (FileAlreadyExistsException e) {
                    continue;
                }
            }
        } catch (IOException e) {
            throw StorageException.cannotWrite(runs, e);
        }
    }

    private static void deleteIfEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            // It holds the run.
            return;
        }
    }

    /** Returns the name of a JSON file without its ending. */
    static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }
}
