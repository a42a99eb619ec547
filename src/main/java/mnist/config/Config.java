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
 * A validated config: every value is present, in range, and fits the others (DESIGN §4). {@link ConfigReader} makes it,
 * and {@link ConfigTable} says for each value what is allowed and what stands in when it is left out.
 *
 * @param data where the examples come from
 * @param network the layers and their start values
 * @param cost what is minimised
 * @param optimizer how a step is taken
 * @param regularization what keeps the network from learning its examples by heart
 * @param training how many steps, on what
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
     * @param directory the folder of the four IDX files, as written in the config
     * @param layout how images and labels stand in them
     * @param validation which examples of the training file are kept out of training
     * @param preprocess how the bytes of an image become inputs of the network
     * @param augment how training images are distorted
     */
    public record DataConfig(
            String directory, Layout layout, Holdout validation, Preprocessing.Kind preprocess, Augmentation augment) {}

    /**
     * @param layers neurons per layer, first the pixels of an image, last the classes
     * @param hidden one activation for each hidden layer
     * @param output the activation of the last layer
     * @param initializer how start values are drawn
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
     * @param type which optimiser
     * @param learningRate eta, the length of a step per unit of gradient
     * @param coefficients the numbers of its formula
     * @param curvature the matrix by which newton-cg finds a step
     * @param schedule how the learning rate changes
     * @param clipNorm the longest gradient that is not shortened; 0 to shorten none
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
     * @param penalty on the size of weights
     * @param dropout the probability that a hidden neuron is left out for an example
     */
    public record RegularizationConfig(Penalty penalty, double dropout) {}

    /**
     * @param epochs passes over the training examples; 0 writes the initial network and stops
     * @param batchSize examples per step; {@link #FULL_BATCH} for all of them
     * @param seed of all randomness
     * @param monitor what says which epoch is the best
     * @param patience how many epochs without a better one end the training; 0 for never
     * @param averaging how much of the mean of the weights a step keeps; 0 for no mean
     * @param checkpointSeconds how often, in seconds, an epoch under way is saved
     * @param keepSteps after how many steps, again and again, the network is kept; 0 for never
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
