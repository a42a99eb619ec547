package mnist.storage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.data.FileDigest;
import mnist.data.Preprocessing;
import mnist.nn.Network;
import mnist.nn.Parameters;
import mnist.training.Evaluator;
import mnist.training.TrainingState;

/**
 * A network with everything that is needed to use it or to train it further.
 *
 * @param config the effective config of its training; what {@link #NOT_KEPT} names is the default, once it was in a file
 * @param network its parameters, float32; with {@code training.averaging} the mean of those that were trained
 * @param state how far the training had come
 * @param optimizerState what the optimiser remembers of each parameter, by a name such as {@code velocity}, or {@code raw} for what an average is
 *     the mean of; empty for plain gradient descent
 * @param preprocessing how images become the network's inputs, with its numbers
 * @param trainingData the files that it was trained on
 */
public record Checkpoint(
        Config config,
        Network network,
        TrainingState state,
        Map<String, Parameters> optimizerState,
        Preprocessing preprocessing,
        List<FileDigest> trainingData) {
    /**
     * The settings that are not written to a checkpoint. They decide when a training ends and how often it is saved, but
     * no number of the network: a run that is prolonged shall have the same files as one that was that long from the start.
     */
    public static final Set<String> NOT_KEPT =
            Set.of("training.epochs", "training.patience", "training.checkpointSeconds", "training.keepSteps");

    /**
     * Returns what runs the network over examples.
     *
     * @param examples as they are shown to the network, after its {@link #preprocessing}
     */
    public Evaluator evaluator(Dataset examples) {
        return new Evaluator(network, config.objective(), examples);
    }
}
