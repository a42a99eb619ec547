package mnist.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import mnist.config.OptimizerType;
import mnist.nn.Activation;
import mnist.nn.Cost;
import mnist.nn.Initializer;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Best(int epoch, double accuracy) {
        public boolean isGood() {
            return accuracy > 0.9;
        }

        public double getError() {
            return 1 - accuracy;
        }
    }

    private record Options(Optional<Best> best, OptionalInt a, OptionalLong b, OptionalDouble c) {}

    @Test
    void recordIsWrittenByItsComponentsInTheirOrder() {
        assertEquals("{\"epoch\":3,\"accuracy\":0.95}", Json.compact(new Best(3, 0.95)));
    }

    @Test
    void prettyJsonHasAListOnOneLineAndAnObjectOnSeveral() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("sizes", List.of(784, 16));
        value.put("confusion", new int[][] {{1, 2}, {3, 4}});
        value.put("best", new Best(1, 0.5));
        value.put("none", Map.of());
        assertEquals("""
                {
                  "sizes": [784, 16],
                  "confusion": [[1, 2], [3, 4]],
                  "best": {
                    "epoch": 1,
                    "accuracy": 0.5
                  },
                  "none": {}
                }""", Json.pretty(value));
    }

    @Test
    void absentValuesAreNull() {
        Options none = new Options(Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty());
        assertEquals("{\"best\":null,\"a\":null,\"b\":null,\"c\":null}", Json.compact(none));
    }

    @Test
    void presentValuesAreThemselves() {
        Options all =
                new Options(Optional.of(new Best(1, 1)), OptionalInt.of(2), OptionalLong.of(3), OptionalDouble.of(0.5));
        assertEquals("{\"best\":{\"epoch\":1,\"accuracy\":1.0},\"a\":2,\"b\":3,\"c\":0.5}", Json.compact(all));
    }

    @Test
    void numbersThatAreNotFiniteAreNull() {
        assertEquals("[null,null,1.5]", Json.compact(List.of(Double.NaN, Float.NEGATIVE_INFINITY, 1.5)));
        assertEquals("[null,1.5]", Json.compact(new double[] {Double.POSITIVE_INFINITY, 1.5}));
        assertEquals("[null,1.5]", Json.compact(new float[] {Float.NaN, 1.5f}));
        assertEquals("null", Json.compact(OptionalDouble.of(Double.NaN)));
    }

    @Test
    void enumConstantsAreWrittenAsTheirLabels() {
        Arrays.stream(Activation.values()).forEach(a -> assertEquals('"' + a.label() + '"', Json.compact(a)));
        Arrays.stream(Cost.values()).forEach(c -> assertEquals('"' + c.label() + '"', Json.compact(c)));
        Arrays.stream(Initializer.values()).forEach(i -> assertEquals('"' + i.label() + '"', Json.compact(i)));
        Arrays.stream(OptimizerType.values()).forEach(o -> assertEquals('"' + o.label() + '"', Json.compact(o)));
    }

    @Test
    void enumConstantsAreKeysByTheirLabels() {
        assertEquals("{\"squared-error\":1}", Json.compact(Map.of(Cost.SQUARED_ERROR, 1)));
    }

    @Test
    void pathIsWrittenAsItsText() {
        assertEquals("\"a/b\"", Json.compact(Path.of("a/b")));
    }

    @Test
    void numberIsReadExactly() {
        assertEquals("9007199254740993", Json.parseStrict("9007199254740993").asText());
        assertEquals(
                "0.10000000000000000001",
                Json.parseStrict("0.10000000000000000001").asText());
    }

    @Test
    void textOutsideJsonIsRefused() {
        assertThrows(InputException.class, () -> Json.parseStrict("{} {}"));
        assertThrows(InputException.class, () -> Json.parseStrict(""));
    }
}
