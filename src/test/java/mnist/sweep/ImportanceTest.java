package mnist.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.ArrayList;
import java.util.List;
import mnist.config.Json;
import org.junit.jupiter.api.Test;

class ImportanceTest {
    private static final SweepSpec CHOICE = TestSpecs.of("{\"type\": \"grid\"}", TestSpecs.RATES, "");
    private static final SweepSpec RANGE = TestSpecs.of(
            "{\"type\": \"random\", \"trials\": 9}", "\"optimizer.learningRate\": {\"uniform\": [0, 100]}", "");

    private static Importance.Scored choice(String value, double objective) {
        return new Importance.Scored(new Point(List.of(Json.parseStrict(value))), objective);
    }

    @Test
    void shareIsEpsilonSquaredOfTheGroupsAndTheTableHasTheirMeans() {
        // Means 2 and 6, of all 4; SS total 18, between 16, within 2 / (4 - 2) = 1; (16 - 1 * 1) / 18.
        Importance importance =
                Importance.of(CHOICE, 0, List.of(choice("0.1", 1), choice("1", 6), choice("0.1", 3), choice("1", 6)));
        assertEquals(15 / 18.0, importance.share(), 1e-12);
        assertEquals(
                List.of(new Importance.Group("0.1", 2, 2, 3), new Importance.Group("1", 2, 6, 6)), importance.groups());
    }

    @Test
    void valuesThatMakeNoDifferenceHaveNoShare() {
        List<Importance.Scored> trials = List.of(choice("0.1", 1), choice("0.1", 3), choice("1", 1), choice("1", 3));
        assertEquals(0, Importance.of(CHOICE, 0, trials).share());
        assertEquals(0, Importance.of(CHOICE, 0, trials.subList(1, 3)).share());
        assertEquals(0, Importance.of(CHOICE, 0, List.of()).share());
    }

    @Test
    void aRangeIsPartedIntoGroupsOfEqualSize() {
        List<Importance.Scored> trials = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            trials.add(new Importance.Scored(new Point(List.of(DoubleNode.valueOf(i + 0.5))), i));
        }
        assertEquals(
                List.of("0.5 to 1.5", "2.5 to 3.5", "4.5 to 5.5", "6.5 to 7.5"),
                Importance.of(RANGE, 0, trials).groups().stream()
                        .map(Importance.Group::values)
                        .toList());
    }
}
