package mnist.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("relu", "tanh", "sigmoid", "softmax", "softplus");

    /** Counted by hand. */
    @ParameterizedTest
    @CsvSource({"a, a, 0", "'', abc, 3", "abc, '', 3", "kitten, sitting, 3", "rleu, relu, 1", "ca, ac, 1", "abc, xyz, 3"
    })
    void editsAreCounted(String a, String b, int edits) {
        assertEquals(edits, NearestName.edits(a, b));
    }

    @ParameterizedTest
    @CsvSource({"rleu, relu", "RELU, relu", "sofmax, softmax", "soft_plus, softplus", "sigmod, sigmoid"})
    void misspeltNameIsFound(String written, String meant) {
        assertEquals(Optional.of(meant), NearestName.of(written, NAMES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"elastic", "x", ""})
    void nameFarFromAllIsNotGuessed(String written) {
        assertEquals(Optional.empty(), NearestName.of(written, NAMES));
    }

    @Test
    void longTextIsNoMisspeltName() {
        assertEquals(Optional.empty(), NearestName.of("r".repeat(1_000_000), NAMES));
    }
}
