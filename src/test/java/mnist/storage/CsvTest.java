package mnist.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import mnist.data.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    /** 2E23 is one that Java 17 prints with 16 more digits than it needs. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "30, 30.0",
        "-0.5, -0.5",
        "1e-4, 0.0001",
        "0.1, 0.1",
        "123456789, 123456789.0",
        "1e-9, 0.000000001",
        "1.5e-10, 1.5E-10",
        "-3e-12, -3.0E-12",
        "1e15, 1.0E15",
        "2e23, 2.0E23",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "4.9e-324, 4.9E-324",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbersAreShortAndHaveAPoint(double value, String text) {
        assertEquals(text, Csv.number(value));
    }

    @Test
    void everyNumberIsReadBackAsItselfAndIsNotLongerThanJavasOwn() {
        RandomStream random = new RandomStream(1, "decimal text", 0);
        for (int i = 0; i < 20_000; i++) {
            double value = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextDouble();
            String text = Csv.number(value);
            assertEquals(value, Double.parseDouble(text), text);
            assertTrue(digits(text) <= digits(Double.toString(value)), text);
        }
    }

    @Test
    void fieldsOfALineAreQuotedAndFormattedByWhatTheyAre() {
        List<Object> fields = List.of("a,b", 3, 3.0, 0.1f, OptionalDouble.of(1e-4), OptionalDouble.empty(), true);
        assertEquals("\"a,b\",3,3.0,0.1,0.0001,,true\n", Csv.line(fields));
    }

    private static int digits(String text) {
        return text.replaceFirst("E.*", "")
                .replaceAll("^-?[0.]+|[.]0$|[-.]", "")
                .length();
    }
}
