package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where a run or a sweep goes that is not told where: {@code runs/<name>-<time>}. */
final class FreshDirectory {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private FreshDirectory() {}

    /**
     * Returns a directory that does not exist yet.
     *
     * @param prefix what its name begins with, before the file's
     * @param file the JSON file that it is named after
     */
    static Path of(String prefix, Path file) {
        String stem = prefix + nameOf(file) + "-" + TIME.format(LocalDateTime.now());
        Path directory = Path.of("runs", stem);
        for (int i = 2; Files.exists(directory); i++) {
            directory = Path.of("runs", stem + "-" + i);
        }
        return directory;
    }

    /** Returns the name of a JSON file without its ending. */
    static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }
}
