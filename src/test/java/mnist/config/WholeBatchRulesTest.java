package mnist.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import mnist.json.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An optimiser that searches the cost of a whole batch takes nothing that bends a single step on a gradient. */
class WholeBatchRulesTest {
    private static final String LAYERS = "{\"network\": {\"layers\": [16, 5, 3]}, \"optimizer\": {}}";

    private static Config config(String... overrides) {
        return ConfigReader.parse(LAYERS, "a.json", List.of(overrides));
    }

    @ParameterizedTest
    @CsvSource({
        "newton-cg, optimizer.schedule.type=plateau, \"plateau\"",
        "newton-cg, optimizer.schedule.warmup=0.5, 0.5",
        "newton-cg, optimizer.clipNorm=5, 5.0",
        "newton-cg, regularization.l2=0.001, 0.001",
        "newton-cg, regularization.l1=0.002, 0.002",
        "newton-cg, regularization.dropout=0.25, 0.25",
        "newton-cg, training.averaging=0.99, 0.99",
        "conjugate-gradient, optimizer.schedule.type=plateau, \"plateau\"",
        "conjugate-gradient, optimizer.schedule.warmup=0.5, 0.5",
        "conjugate-gradient, optimizer.clipNorm=5, 5.0",
        "conjugate-gradient, regularization.l2=0.001, 0.001",
        "conjugate-gradient, regularization.l1=0.002, 0.002",
        "conjugate-gradient, regularization.dropout=0.25, 0.25",
        "conjugate-gradient, training.averaging=0.99, 0.99",
    })
    void whatBendsAStepOnAGradientIsRefusedAndSgdTakesIt(String type, String setting, String found) {
        String path = setting.substring(0, setting.indexOf('='));
        String message = assertThrows(InputException.class, () -> config("optimizer.type=" + type, setting))
                .getMessage();
        assertEquals(
                "--set %s: %s: has no meaning with optimizer.type %s, found %s, expected its default. %s"
                        .formatted(
                                setting,
                                path,
                                type,
                                found,
                                "Remove it, or choose an optimiser that steps on gradients."),
                message);
        config("optimizer.type=sgd", "optimizer.learningRate=0.1", setting);
    }

    @Test
    void allThatIsRefusedIsListedAtOnce() {
        InputException e = assertThrows(
                InputException.class,
                () -> config(
                        "optimizer.type=newton-cg",
                        "optimizer.clipNorm=1",
                        "regularization.l1=1",
                        "regularization.l2=1",
                        "regularization.dropout=0.5"));
        assertEquals(4, e.problems().size(), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"newton-cg", "conjugate-gradient"})
    void defaultsThatAreWrittenOutAreNoProblem(String type) {
        assertEquals(
                config("optimizer.type=" + type),
                config(
                        "optimizer.type=" + type,
                        "optimizer.schedule.type=constant",
                        "optimizer.schedule.warmup=0",
                        "optimizer.clipNorm=0",
                        "regularization.l1=0",
                        "regularization.l2=0",
                        "regularization.dropout=0",
                        "training.averaging=0"));
    }
}
