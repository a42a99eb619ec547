package mnist.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
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

class DivergenceTest {
    private static final Pattern MESSAGE = Pattern.compile(
            "training: the cost is not finite in epoch \\d+, minibatch \\d+ \\(step (\\d+)\\), where layer \\d is the first"
                    + " whose weighted inputs are not\\. After step (\\d+) weights and gradients were: (layer 1 .*)"
                    + " \\(rms\\)\\. Lower optimizer\\.learningRate\\.");

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
