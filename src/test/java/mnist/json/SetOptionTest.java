package mnist.json;

import static mnist.config.ConfigTexts.minimal;
import static mnist.config.ConfigTexts.refusalOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mnist.config.ConfigReader;
import mnist.config.ConfigTexts;
import mnist.json.InputException.Problem;
import mnist.nn.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetOptionTest {
    @Test
    void positionOfAListIsReplaced() {
        assertEquals(
                List.of(784, 30, 16, 10),
                minimal("network.layers[1]=30").network().layers());
    }

    @Test
    void listIsReplacedAsAWhole() {
        assertEquals(
                List.of(Activation.RELU, Activation.TANH),
                minimal("network.hidden=[\"relu\", \"tanh\"]").network().hidden());
    }

    @Test
    void valueThatIsNoJsonIsAText() {
        assertEquals("data/a=b", minimal("data.directory=data/a=b").data().directory());
    }

    @Test
    void valueInQuotesIsATextEvenIfItIsADigit() {
        assertEquals("7", minimal("data.directory=\"7\"").data().directory());
    }

    @Test
    void lastOptionForAPathWins() {
        assertEquals(
                4, minimal("training.epochs=x", "training.epochs=4").training().epochs());
    }

    @Test
    void sectionThatIsLeftOutIsMade() {
        assertEquals(9, minimal("data.validation=9").data().validation().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "epochs             | no value, found no '='",
                "``                 | no value, found no '='",
                "=3                 | not a path, found \"\"",
                "training..epochs=3 | not a path, found \"training..epochs\"",
                ".epochs=3          | not a path",
                "epochs.=3          | not a path",
                "[0]=3              | not a path",
                "a.[0]=3            | not a path",
                "network.layers[-1]=3 | not a path",
                "network.layers[x]=3  | not a path",
                "network.layers[1=3   | not a path",
                "network.layers[99999999999]=3 | not a path",
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=3 | not a path",
                "network.layers[4]=3  | network.layers: no such position, found [4], expected one below 4",
                "network.hidden[0]=relu | network.hidden: not a list, expected a list",
                "network[0]=3         | network: not a list, found {\"layers\":[784,16,16,10]}",
                "network.layers.x=3   | network.layers: not an object, found [784,16,16,10]",
                "network.layers[0].x=3 | network.layers[0]: not an object, found 784",
                "optimizer.learningRate.x=3 | optimizer.learningRate: not an object, found 0.4",
            })
    void optionThatCannotBeUsedIsNamedInItsMessage(String option, String part) {
        String message = refusalOf(option);
        assertTrue(message.startsWith("--set " + option + ": "), message);
        assertTrue(message.lines().findFirst().orElseThrow().contains(part), message);
    }

    @Test
    void whatAnOptionMakesOnTheWayIsNamedByTheOption() {
        assertTrue(refusalOf("x.y.z=3").startsWith("--set x.y.z=3: x: unknown key"));
    }

    @Test
    void problemsOfOptionsFollowThoseOfTheFile() {
        String text = ConfigTexts.MINIMAL.replace("0.4", "0");
        InputException e = assertThrows(
                InputException.class, () -> ConfigReader.parse(text, "a.json", List.of("data.validation=-1")));
        assertEquals(
                List.of("optimizer.learningRate", "data.validation"),
                e.problems().stream().map(Problem::path).toList());
    }

    @Test
    void optionIsShortenedAndEscaped() {
        String message = refusalOf("cost=\u001b" + "x".repeat(10_000));
        assertEquals(1, message.lines().count());
        assertTrue(message.startsWith("--set cost=\\u001bxxx"), message);
        assertTrue(message.length() < 400, message);
    }
}
