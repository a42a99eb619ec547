package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
    @Test
    void halvesOfMnistMeetAtALineOfTheCache() {
        assertEquals(List.of(new Range(0, 400), new Range(400, 784)), Range.divideByLines(784, 2));
        assertEquals(
                List.of(new Range(0, 192), new Range(192, 400), new Range(400, 592), new Range(592, 784)),
                Range.divideByLines(784, 4));
    }

    @Test
    void fewThingsAreDividedIntoFewerRanges() {
        assertEquals(List.of(new Range(0, 1)), Range.divide(1, 2));
        assertEquals(List.of(new Range(0, 1), new Range(1, 2), new Range(2, 3)), Range.divide(3, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 2", "3, 2", "16, 2", "31, 2", "32, 2", "33, 2", "40, 2", "1000, 4", "64, 4", "63, 4", "5, 3", "100, 3"
    })
    void rangesAreNotEmptyAndTogetherAllThings(int size, int parts) {
        for (List<Range> ranges : List.of(Range.divide(size, parts), Range.divideByLines(size, parts))) {
            assertEquals(parts, ranges.size());
            int from = 0;
            for (Range range : ranges) {
                assertEquals(from, range.from());
                assertTrue(range.size() > 0);
                from = range.to();
            }
            assertEquals(size, from);
        }
    }
}
