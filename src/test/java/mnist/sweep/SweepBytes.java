package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What two sweeps of one spec have in common. */
public final class SweepBytes {
    private SweepBytes() {}

    /** Returns the rows of {@code results.csv} but for the one column that depends on the clock. */
    static String resultsWithoutSeconds(Path sweep) throws IOException {
        List<String> lines = Files.readAllLines(new SweepFiles(sweep).results());
        int seconds = List.of(lines.get(0).split(",")).indexOf("seconds");
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            List<String> fields = new ArrayList<>(List.of(line.split(",", -1)));
            fields.remove(seconds);
            kept.add(String.join(",", fields));
        }
        return String.join("\n", kept);
    }

    private static List<Path> checkpoints(Path sweep) throws IOException {
        try (Stream<Path> files = Files.walk(sweep)) {
            return files.filter(file -> file.toString().matches(".*(\\.safetensors|trials/.*/config\\.json)"))
                    .map(sweep::relativize)
                    .sorted()
                    .toList();
        }
    }

    /** Asserts that two sweeps have the same results and the same checkpoints, to the byte. */
    public static void assertSame(Path expected, Path actual) throws IOException {
        assertEquals(resultsWithoutSeconds(expected), resultsWithoutSeconds(actual));
        List<Path> files = checkpoints(expected);
        assertEquals(files, checkpoints(actual));
        for (Path file : files) {
            assertArrayEquals(
                    Files.readAllBytes(expected.resolve(file)),
                    Files.readAllBytes(actual.resolve(file)),
                    file::toString);
        }
    }
}
