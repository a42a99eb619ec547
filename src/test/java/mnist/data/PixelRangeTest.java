package mnist.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelRangeTest {
    @Test
    void halvesOfMnistMeetAtALineOfTheCache() {
        assertEquals(List.of(new PixelRange(0, 400), new PixelRange(400, 784)), PixelRange.halves(784));
    }

    @Test
    void anImageOfOnePixelHasNoHalves() {
        assertEquals(List.of(new PixelRange(0, 1)), PixelRange.halves(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 31, 32, 33, 40, 1000})
    void halvesAreNotEmptyAndTogetherAllPixels(int pixels) {
        List<PixelRange> halves = PixelRange.halves(pixels);
        assertEquals(2, halves.stream().filter(half -> half.size() > 0).count());
        assertEquals(0, halves.get(0).from());
        assertEquals(halves.get(0).to(), halves.get(1).from());
        assertEquals(pixels, halves.get(1).to());
    }
}
