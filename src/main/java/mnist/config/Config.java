package mnist.config;

import java.util.ArrayList;
import java.util.List;
import mnist.data.Augmentation;
import mnist.data.Holdout;
import mnist.data.Layout;
import mnist.data.Preprocessing;
import mnist.nn.Activation;
import mnist.nn.Architecture;
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
     * @param coefficients what else its formula has
     * @param schedule how the learning rate changes
     * @param clipNorm the longest gradient that is not shortened; 0 to shorten none
     * @param newton what newton-cg has beside; {@link Newton#NONE} for another type
     */
    public record OptimizerConfig(
            OptimizerType type,
            double learningRate,
            Coefficients coefficients,
            Schedule schedule,
            double clipNorm,
            Newton newton) {
        /** Returns the optimiser of a type that does not take the whole batch. */
        public Optimizer optimizer() {
            return type.make(coefficients);
        }
    }

    /**
     * @param curvature the matrix by which a step is found
     * @param damping lambda, what is first added to its diagonal
     * @param iterations of conjugate gradients in a step, at most
     */
    public record Newton(Curvature curvature, double damping, int iterations) {
        /** For a type that has none. */
        public static final Newton NONE = new Newton(Curvature.GAUSS_NEWTON, 0, 0);
    }

    /**
     * The numbers of an optimiser's formula; those that the type does not have are 0.
     *
     * @param momentum mu, the share of the last step that the next one keeps
     * @param beta1 how much of the gradient's mean a step keeps
     * @param beta2 how much of the gradient's mean square a step keeps
     * @param epsilon what is added to the root of the mean square
     * @param weightDecay lambda, the share of the weights that is taken away per unit of learning rate
     */
    public record Coefficients(double momentum, double beta1, double beta2, double epsilon, double weightDecay) {}

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
    }
}
