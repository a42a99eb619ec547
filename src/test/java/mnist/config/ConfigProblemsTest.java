package mnist.config;

import static mnist.config.ConfigTexts.assertRefused;
import static mnist.config.ConfigTexts.minimal;
import static mnist.config.ConfigTexts.refusal;
import static mnist.config.ConfigTexts.refusalOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.json.InputException;
import mnist.json.InputException.Problem;
import mnist.nn.Momentum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {
    @Test
    void allProblemsAreListedAtOnceInTheOrderOfTheFile() {
        String text = """
                {
                  "training": { "epochs": -1 },
                  "cost": "cross-entrpy",
                  "network": { "layers": [784, 0, 10] },
                  "optimizer": {}
                }
                """;
        String names = ConfigTable.COST.type().expected();
        assertTrue(names.startsWith("squared-error, half-squared-error, "), names);
        assertRefused(text, """
                a.json:2:27: training.epochs: out of range, found -1, expected a whole number from 0 to 2147483647. \
                Choose a number in this range.
                a.json:3:11: cost: unknown name, found "cross-entrpy", expected %s. Did you mean "cross-entropy"?
                a.json:4:32: network.layers[1]: out of range, found 0, expected a whole number from 1 to 1000000. \
                Choose a number in this range.
                a.json:5:16: optimizer.learningRate: missing, expected a number above 0 and up to \
                1000000. Add it: it has no default.""".formatted(names));
    }

    @Test
    void problemsAreGivenOneByOne() {
        InputException e = assertThrows(InputException.class, () -> ConfigReader.parse("{}", "a.json", List.of()));
        assertEquals(
                List.of("network.layers", "optimizer.learningRate"),
                e.problems().stream().map(Problem::path).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "netwrok, network",
        "optimiser, optimizer",
        "epochs, training.epochs",
        "learning_rate, optimizer.learningRate",
        "Cost, cost"
    })
    void unknownKeyNamesTheNearestKnownOne(String written, String meant) {
        String message = refusalOf(written + "=1");
        assertTrue(message.contains("unknown key, found \"%s\"".formatted(written)), message);
        assertTrue(message.endsWith("Did you mean \"%s\"?".formatted(meant)), message);
    }

    @Test
    void unknownKeyFarFromAllListsTheKnownOnes() {
        assertEquals(
                "--set training.colour=1: training.colour: unknown key, found \"colour\", expected one of epochs, "
                        + "batchSize, seed, monitor, patience, averaging, checkpointSeconds, keepSteps. Remove it.",
                refusalOf("training.colour=1"));
    }

    @Test
    void keyOfAnotherOptimizerIsRefusedWithItsOwner() {
        assertEquals(
                "--set optimizer.momentum=0.9: optimizer.momentum: belongs to optimizer.type momentum or nesterov, found with sgd, "
                        + "expected only settings of that. Remove it, or set optimizer.type=momentum.",
                refusalOf("optimizer.momentum=0.9"));
        assertEquals(
                new Momentum(0.5),
                minimal("optimizer.type=momentum", "optimizer.momentum=0.5")
                        .optimizer()
                        .optimizer());
    }

    @ParameterizedTest
    @CsvSource({
        "optimizer.type=adam, optimizer.momentum=0.9, optimizer.type momentum or nesterov",
        "optimizer.type=adam, optimizer.weightDecay=0.1, optimizer.type adamw",
        "optimizer.type=nesterov, optimizer.beta1=0.9, optimizer.type adam or adamw",
        "optimizer.schedule.type=cosine, optimizer.schedule.decay=0.9, optimizer.schedule.type exponential",
        "optimizer.schedule.type=plateau, optimizer.schedule.end=0.9, optimizer.schedule.type linear or cosine",
        "seed=1, optimizer.schedule.patience=9, optimizer.schedule.type plateau",
    })
    void keyOfAnotherTypeIsRefusedWithItsOwner(String type, String foreign, String owner) {
        String message = refusalOf(type, foreign);
        assertTrue(message.contains("belongs to " + owner + ", found with "), message);
    }

    @Test
    void aRateNeedsTimeToComeDown() {
        String message = refusalOf(
                "optimizer.schedule.type=linear", "optimizer.schedule.epochs=2", "optimizer.schedule.warmup=2");
        assertEquals(
                "--set optimizer.schedule.epochs=2: optimizer.schedule.epochs: leaves the learning rate no time to come "
                        + "down, found 2.0, expected more than the warm-up of 2.0 epochs. Raise it, or lower "
                        + "optimizer.schedule.warmup.",
                message);
        assertTrue(refusalOf("optimizer.schedule.type=linear").contains("optimizer.schedule.epochs: missing"));
    }

    @ParameterizedTest
    @CsvSource({"training.patience=3", "optimizer.schedule.type=plateau"})
    void whatWaitsForABetterEpochNeedsValidation(String setting) {
        String message = refusalOf("data.validation=0", setting);
        assertTrue(message.contains("waits for a better training.monitor"), message);
        assertTrue(message.contains("expected data.validation of at least 1"), message);
    }

    @ParameterizedTest
    @CsvSource({"1, out of range", "-0.1, out of range", "true, wrong type"})
    void momentumIsAtLeastZeroAndBelowOne(String value, String what) {
        String message = refusalOf("optimizer.type=momentum", "optimizer.momentum=" + value);
        assertTrue(
                message.contains(what + ", found %s, expected a number from 0 and below 1.".formatted(value)), message);
    }

    @Test
    void keyOfAnUnknownOptimizerIsNotCalledForeign() {
        String message = refusalOf("optimizer.type=momentun", "optimizer.momentum=0.9");
        assertEquals(1, message.lines().count(), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.epochs=30.0 | not a whole number, found 30.0, expected a whole number from 0",
                "training.epochs=3e1 | not a whole number, found 3E+1, expected a whole number from 0",
                "training.epochs=\"3\" | wrong type, found \"3\", expected a whole number from 0",
                "training.epochs=null | wrong type, found null",
                "training.epochs=2147483648 | out of range, found 2147483648",
                "training.batchSize=0 | out of range, found 0, expected a whole number from 1 to 1000000000, or \"full\"",
                "training.batchSize=2147483647 | out of range, found 2147483647",
                "training.batchSize=all | unknown name, found \"all\"",
                "training.seed=9223372036854775808 | out of range, found 9223372036854775808",
                "training.seed=1.5 | not a whole number, found 1.5",
                "training.checkpointSeconds=0 | out of range, found 0, expected a number above 0",
                "optimizer.learningRate=0 | out of range, found 0, expected a number above 0 and up to 1000000",
                "optimizer.learningRate=-1 | out of range, found -1",
                "optimizer.learningRate=1e999 | out of range, found 1E+999",
                "optimizer.learningRate=1e-400 | out of range, found 1E-400",
                "optimizer.learningRate=true | wrong type, found true",
                "optimizer.learningRate=NaN | wrong type, found \"NaN\"",
                "optimizer.type=rprop | unknown name, found \"rprop\", expected sgd, momentum, nesterov, ",
                "optimizer.beta1=1 | belongs to optimizer.type adam or adamw",
                "optimizer.schedule.warmup=-1 | out of range, found -1",
                "regularization.l2=-1 | out of range, found -1",
                "training.monitor=accuracy | unknown name, found \"accuracy\", expected validation_accuracy or",
                "data.directory=7 | wrong type, found 7, expected a path",
                "data.directory= | wrong length, found \"\"",
                "data.validation=-1 | out of range, found -1",
                "network.layers=784 | wrong type, found 784, expected a list of 2 to 64 numbers",
                "network.layers=[784] | wrong length, found 1 layers, expected a list of 2 to 64 numbers",
                "network.layers=[784,1] | network.layers[1]: too few classes, found 1, expected 2 or more",
                "network.layers=[784,16.0,10] | network.layers[1]: not a whole number, found 16.0",
                "network.layers[1]=1000001 | network.layers[1]: out of range, found 1000001",
                "network.initializer=He | unknown name, found \"He\"",
                "network.output=[] | wrong type, found []",
                "network={} | network.layers: missing, expected",
                "data=3 | data: wrong type, found 3, expected an object of named settings",
                "$schema=1 | wrong type, found 1",
            })
    void badValueIsReportedWithWhatWasFoundAndExpected(String option, String part) {
        String message = refusalOf(option);
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith("--set " + option + ": "), message);
        assertTrue(message.contains(part), message);
    }

    @Test
    void softmaxInAHiddenLayerIsRefusedWithTheReason() {
        String message = refusalOf("network.hidden=[\"relu\", \"softmax\"]");
        assertTrue(message.contains("network.hidden[1]: softmax makes the outputs of a network into probab"), message);
    }

    @Test
    void stepIsRefusedWhereAGradientWouldHaveToPassIt() {
        String hidden = refusalOf("network.hidden=step");
        assertTrue(
                hidden.contains("network.hidden: step has slope 0 everywhere, so no gradient passes through it"),
                hidden);
        String output = refusalOf("network.output=step");
        assertTrue(output.contains("found \"step\", expected sigmoid or softmax for the cost cross-entropy"), output);
        String cost = refusalOf("cost=perceptron");
        assertTrue(cost.contains("found \"softmax\", expected step for the cost perceptron"), cost);
    }

    @ParameterizedTest
    @CsvSource({"relu", "tanh", "softplus", "gelu", "identity"})
    void crossEntropyOfWhatIsNoProbabilityIsRefusedWithTheReason(String output) {
        String message = refusalOf("network.output=" + output);
        assertTrue(message.contains("cross-entropy takes the logarithm of probabilities"), message);
        assertTrue(message.contains("found \"%s\", expected sigmoid or softmax".formatted(output)), message);
    }

    @Test
    void hiddenNamesMustBeAsManyAsHiddenLayers() {
        String message = refusalOf("network.hidden=[\"relu\"]");
        assertTrue(message.contains("found 1 of them, expected 2."), message);
    }

    @Test
    void moreParametersThanAnArrayHoldsAreRefused() {
        String message = refusalOf("network.layers=[1000000, 1000000, 10]");
        assertTrue(message.contains("found 1000011000010, expected at most 500000000."), message);
    }

    @Test
    void mostParametersAreAllowed() {
        // 499·1,000,000 weights and 1,000,000 biases; then 2 · 1,000,000 + 2 more are too many.
        assertEquals(
                2,
                ConfigTexts.minimal("network.layers=[499, 1000000]")
                        .network()
                        .layers()
                        .size());
        assertTrue(refusalOf("network.layers=[499, 1000000, 2]").contains("found 502000002,"));
    }

    @Test
    void repeatedKeyIsAProblemAmongOthers() {
        String message = refusal(
                ConfigTexts.MINIMAL.replace("{\"learningRate\"", "{\"type\": 3, \"type\": \"sgd\", \"learningRate\""));
        assertEquals(2, message.lines().count(), message);
        assertTrue(message.contains("repeated key, found \"type\" twice"), message);
        assertTrue(message.contains("optimizer.type: wrong type, found 3"), message);
    }

    @Test
    void longValueIsShortened() {
        String message = refusalOf("cost=" + "x".repeat(100_000));
        assertTrue(message.length() < 400, message);
        assertTrue(message.contains("xxx…"), message);
    }

    @Test
    void charactersThatActOnATerminalAreEscaped() {
        String message = refusal("{\"\\u001b[2J\\n\": 1, \"\u202e\u2028\": \"\u0085\"}");
        assertEquals(4, message.lines().count(), message);
        assertTrue(message.codePoints().noneMatch(c -> c != '\n' && Character.isISOControl(c)), message);
        assertTrue(message.contains("\\u202e\\u2028"), message);
    }

    @Test
    void endlessProblemsAreCounted() {
        String keys =
                IntStream.range(0, 60).mapToObj(i -> "\"k%d\": 1".formatted(i)).collect(Collectors.joining(", "));
        String message = refusal("{" + keys + "}");
        assertEquals(51, message.lines().count(), message);
        assertTrue(message.endsWith("a.json:1:1: 12 more problems. Correct those above first."), message);
    }

    @Test
    void hugeConfigIsRefusedSoon() {
        String keys = IntStream.range(0, 15_000)
                .mapToObj(i -> "\"epoch%d\": []".formatted(i))
                .collect(Collectors.joining(","));
        assertEquals(51, refusal("{" + keys + "}").lines().count());
    }
}
