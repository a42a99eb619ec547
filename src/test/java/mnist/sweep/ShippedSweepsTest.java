package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedSweepsTest {
    private static final Path FOLDER = Path.of("configs/sweeps");

    /** Worked by hand: six rates with three seeds each; thirty points; 27 points. */
    @ParameterizedTest
    @CsvSource({"learning-rate, 18", "random, 30", "halving, 27"})
    void shippedSpecHasAsManyTrialsAsItsPageSays(String name, int trials) {
        SweepSpec spec = SpecReader.read(FOLDER.resolve(name + ".json"));
        assertTrue(spec.base().isFile());
        assertEquals(trials, Search.of(spec).candidates().size() * spec.repeats());
    }

    @Test
    void noOtherSpecIsShipped() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertEquals(3, files.count());
        }
    }
}
