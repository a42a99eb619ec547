package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.nn.Network;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.training.DivergedException;
import mnist.training.EpochMetrics;
import mnist.training.LayerHealth;
import mnist.training.Trainer;
import mnist.training.TrainingListener;
import mnist.training.TrainingState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {
    private static final Pattern MESSAGE = Pattern.compile(
            "training: the cost is not finite in epoch \\d+, minibatch \\d+ \\(step (\\d+)\\), where layer \\d is the first"
                    + " whose weighted inputs are not\\. (?:After step (\\d+)|At the start) weights and gradients were: (layer 1 .*)"
                    + " \\(rms\\)\\. Try a lower optimizer\\.learningRate\\.");

    @TempDir
    private Path folder;

    /** The same steps are taken here by a plain trainer, and the network is looked at in the place that the message names. */
    @Test
    void theSizesBeforeAreThoseOfTheNetworkAfterTheStepThatIsNamed() {
        Config config = TestConfigs.of(
                "data.directory=" + SmallData.write(folder.resolve("data")),
                "network.hidden=identity",
                "network.output=identity",
                "cost=squared-error",
                "training.epochs=50",
                "optimizer.learningRate=0.9");
        Path run = folder.resolve("run");
        RunOptions options = new RunOptions(run, false, List.of("train"));
        DivergedException problem =
                assertThrows(DivergedException.class, () -> TrainingRun.start(config, options, RunObserver.NONE));
        Matcher message = MESSAGE.matcher(problem.getMessage());
        assertTrue(message.matches(), problem.getMessage());
        long after = Long.parseLong(message.group(2));
        assertTrue(problem.step() - after >= 1 && problem.step() - after <= 3, problem.getMessage());
        assertEquals(sizes(config, after), message.group(3));
        assertEquals(
                problem.getMessage(),
                RunJson.read(new RunFiles(run).run()).outcome().message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "nesterov", "adam", "adamw"})
    void everyStepOnAGradientThatIsFarTooLongIsToldTheSameWay(String optimizer) {
        String message = divergence(
                "network.layers=[16,8,8,8,8,8,3]",
                "network.hidden=identity",
                "network.output=identity",
                "cost=squared-error",
                "optimizer={\"type\": \"" + optimizer + "\", \"learningRate\": 1e6}");
        assertTrue(MESSAGE.matcher(message).matches(), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"sgd\", \"learningRate\": 1}",
                "{\"type\": \"newton-cg\"}",
                "{\"type\": \"conjugate-gradient\"}"
            })
    void startValuesThatAreFarTooLargeAreToldWithTheirSizes(String optimizer) {
        String message = divergence(
                "network.layers=[16%s,3]".formatted(",100".repeat(60)),
                "network.hidden=relu",
                "network.initializer=standard-normal",
                "optimizer=" + optimizer);
        assertTrue(
                message.matches(
                        "training: the cost is not finite in epoch 1, minibatch 1 \\(step 1\\), where layer \\d+ is the first"
                                + " whose weighted inputs are not\\. At the start weights and gradients were: layer 1 \\d\\.\\de[+-]\\d+ and NaN, .*"
                                + " \\(rms\\)\\. Begin with smaller weights: change network\\.initializer\\."),
                message);
    }

    private String divergence(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("data.directory=" + SmallData.write(folder.resolve("data")));
        RunOptions options = new RunOptions(folder.resolve("run"), false, List.of("train"));
        Config config = TestConfigs.of(all.toArray(String[]::new));
        return assertThrows(DivergedException.class, () -> TrainingRun.start(config, options, RunObserver.NONE))
                .getMessage();
    }

    private static String sizes(Config config, long steps) {
        ExperimentData data = ExperimentData.load(config);
        Network network = config.initialNetwork();
        new Trainer(config, network, data.examples(), 1).train(TrainingState.START, new TrainingListener() {
            private long taken;

            @Override
            public boolean minibatchFinished(Trainer trainer) {
                return ++taken < steps;
            }

            @Override
            public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                return minibatchFinished(trainer);
            }
        });
        List<LayerHealth> layers =
                LayerHealth.of(network, config.objective(), data.examples().training());
        return String.format(
                Locale.ROOT,
                "layer 1 %.1e and %.1e, layer 2 %.1e and %.1e",
                layers.get(0).weights(),
                layers.get(0).gradient(),
                layers.get(1).weights(),
                layers.get(1).gradient());
    }
}
