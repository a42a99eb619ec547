package mnist.insight;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import mnist.config.Config;
import mnist.config.ConfigDiff;
import mnist.data.Dataset;
import mnist.experiment.ExperimentData;
import mnist.nn.Network;
import mnist.storage.Checkpoint;
import mnist.storage.StorageException;

/**
 * The gradient of a config, checked on its own data; the numbers that {@code mnist gradcheck --json} prints.
 *
 * @param network the sizes of its layers
 * @param parameters where the parameters are from
 * @param examples how many of the training set the cost is the mean of
 * @param check what was found
 */
public record GradientReport(String network, String parameters, int examples, GradientCheck.Result check) {
    private static final Set<String> ARCHITECTURE = Set.of("network.layers", "network.hidden", "network.output");

    /**
     * How much is checked.
     *
     * @param examples of the training set, from the first
     * @param samples of each W^l and b^l, at most
     * @param tolerance the largest relative error that is none
     */
    public record Extent(int examples, int samples, double tolerance) {}

    /**
     * Checks the program's own gradient.
     *
     * @param checkpoint whose parameters are taken, or nothing for the start values of the config
     * @throws StorageException if the checkpoint holds another network than the config
     */
    public static GradientReport of(Config config, Optional<Checkpoint> checkpoint, String name, Extent extent) {
        checkpoint.ifPresent(given -> {
            if (!given.network().architecture().equals(config.network().architecture())) {
                throw new StorageException("%s: does not hold the network of the config: %s. %s"
                        .formatted(
                                name,
                                ConfigDiff.describe(given.config(), config, ARCHITECTURE),
                                "Take the config of its run, config.json."));
            }
        });
        Dataset training = ExperimentData.load(config).examples().training();
        int[] which =
                IntStream.range(0, Math.min(extent.examples, training.size())).toArray();
        Network network = checkpoint.map(Checkpoint::network).orElseGet(config::initialNetwork);
        MeanCost problem = new MeanCost(
                Examples64.network(network),
                config.objective(),
                Examples64.columns(training, which),
                Examples64.labels(training, which));
        return new GradientReport(
                config.network().layers().toString(),
                name,
                which.length,
                GradientCheck.run(problem, MeanCost::gradient, extent.samples, extent.tolerance));
    }
}
