package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import mnist.storage.RunFiles;

/** The files of runs, compared byte by byte. */
public final class RunBytes {
    private RunBytes() {}

    /** Asserts that two runs ended with the same files, but for how long each epoch took and what run.json tells. */
    public static void assertSame(Path expected, Path actual) throws IOException {
        RunFiles a = new RunFiles(expected);
        RunFiles b = new RunFiles(actual);
        assertEquals(withoutSeconds(a.metrics()), withoutSeconds(b.metrics()));
        assertArrayEquals(Files.readAllBytes(a.last()), Files.readAllBytes(b.last()), "last");
        assertArrayEquals(Files.readAllBytes(a.best()), Files.readAllBytes(b.best()), "best");
        assertEquals(Files.readString(a.config()), Files.readString(b.config()));
    }

    /** Copies what is in a run directory at this moment. */
    static Path copy(Path run, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return target;
    }

    private static List<String> withoutSeconds(Path metrics) throws IOException {
        return Files.readAllLines(metrics).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
    }
}
