package mnist.config;

import java.util.ArrayList;
import java.util.List;
import mnist.data.Augmentation;
import mnist.data.Holdout;
import mnist.data.Layout;
import mnist.data.Preprocessing;
import mnist.nn.Activation;
import mnist.nn.Architecture;
import mnist.nn.Coefficients;
import mnist.nn.Cost;
import mnist.nn.Curvature;
import mnist.nn.Initializer;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Optimizer;
import mnist.nn.Penalty;
import mnist.nn.Schedule;

/**
 * A validated config: every value is present, in range, and fits the others (DESIGN §4). {@link ConfigReader} makes it.
 *
 * <p>Its records are the sections of {@link ConfigTable}, and their components are the settings of the same names. The table says what
 * each of them means, in which unit, what is allowed, and what the default is; what is said here is how a setting differs from that
 * once it has been read.
 */
public record Config(
        DataConfig data,
        NetworkConfig network,
        Cost cost,
        OptimizerConfig optimizer,
        RegularizationConfig regularization,
        TrainingConfig training) {
    /** Returns the cost on top of the output activation. */
    public Objective objective() {
        return new Objective(cost, network.output());
    }

    /** Returns a new network with the start values that a training of this config begins with, float32. */
    public Network initialNetwork() {
        return Network.initialize(network.architecture(), network.initializer(), training.seed());
    }

    /**
     * Where the examples come from.
     *
     * @param directory as written in the config
     * @param layout {@code transpose} and {@code labelOffset}
     */
    public record DataConfig(
            String directory, Layout layout, Holdout validation, Preprocessing.Kind preprocess, Augmentation augment) {}

    /**
     * The layers and their start values.
     *
     * @param hidden one activation for each hidden layer
     */
    public record NetworkConfig(
            List<Integer> layers, List<Activation> hidden, Activation output, Initializer initializer) {
        /** Copies the lists. */
        public NetworkConfig {
            layers = List.copyOf(layers);
            hidden = List.copyOf(hidden);
        }

        /** Returns the shape of the network. */
        public Architecture architecture() {
            List<Activation> activations = new ArrayList<>(hidden);
            activations.add(output);
            return new Architecture(layers, activations);
        }
    }

    /**
     * How a step is taken.
     *
     * @param learningRate eta; 0 for an optimiser that has none
     * @param coefficients the numbers of the optimiser's formula
     */
    public record OptimizerConfig(
            OptimizerType type,
            double learningRate,
            Coefficients coefficients,
            Curvature curvature,
            Schedule schedule,
            double clipNorm) {
        /** Returns the optimiser of a type that does not take the whole batch. */
        public Optimizer optimizer() {
            return type.make(coefficients);
        }
    }

    /**
     * What keeps the network from learning its examples by heart.
     *
     * @param penalty {@code l2} and {@code l1}
     */
    public record RegularizationConfig(Penalty penalty, double dropout) {}

    /**
     * How many steps, on what. Of {@code patience}, {@code averaging} and {@code keepSteps}, 0 is for none.
     *
     * @param batchSize examples per step; {@link #FULL_BATCH} for all of them
     */
    public record TrainingConfig(
            int epochs,
            int batchSize,
            long seed,
            Monitor monitor,
            int patience,
            double averaging,
            double checkpointSeconds,
            int keepSteps) {
        /** The batch size written {@code "full"}: every step sees all training examples. */
        public static final int FULL_BATCH = Integer.MAX_VALUE;

        /** Returns whether so many epochs in a row were no better that the training ends (early stopping; Nielsen, ch. 3). */
        public boolean isPatienceOver(int epoch, int bestEpoch) {
            return patience > 0 && epoch - bestEpoch >= patience;
        }
    }
}
