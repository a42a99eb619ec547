package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedSweepsTest {
    static Stream<Path> specs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("configs/sweeps"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void everyShippedSpecIsValidAndSoAreItsTrials(Path file) {
        SweepSpec spec = SpecReader.read(file);
        assertTrue(spec.base().isFile());
        assertFalse(Search.of(spec).candidates().isEmpty());
    }
}
