package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.data.Minibatches;
import mnist.nn.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast training beside one that is plainly right. */
class StepTest {
    private static final int EXAMPLES = TestExamples.COUNT;
    private static final Dataset DATA = TestExamples.DATA;
    private static final String NETWORK = "network.layers=";

    /** What is trained, and how. */
    record Case(String layers, String hidden, String output, String cost, int batchSize, PlainTraining.Rule rule) {
        Case(String layers, String hidden, String output, String cost, int batchSize, double learningRate) {
            this(layers, hidden, output, cost, batchSize, new PlainTraining.Rule(learningRate, 0, 0, 0));
        }

        String optimizer() {
            return rule.momentum() == 0
                    ? "{\"learningRate\": %s}".formatted(rule.learningRate())
                    : "{\"type\": \"momentum\", \"learningRate\": %s, \"momentum\": %s}"
                            .formatted(rule.learningRate(), rule.momentum());
        }
    }

    static Stream<Case> shapesBatchesAndObjectives() {
        return Stream.of(
                new Case("[16,3]", "[]", "softmax", "cross-entropy", 7, 0.1),
                new Case("[16,5,3]", "sigmoid", "softmax", "cross-entropy", 10, 0.1),
                new Case("[16,5,4,3]", "sigmoid", "sigmoid", "squared-error", 10, 0.1),
                new Case("[16,8,3]", "tanh", "sigmoid", "cross-entropy", 1, 0.1),
                new Case("[16,8,3]", "relu", "softmax", "squared-error", 46, 0.1),
                new Case("[16,7,6,5,3]", "softplus", "identity", "half-squared-error", 32, 0.1),
                new Case("[16,20,3]", "sigmoid", "softmax", "half-squared-error", 45, 0.1),
                new Case("[16,8,3]", "gelu", "identity", "absolute-error", 10, 0.01),
                new Case("[16,8,3]", "gelu", "step", "perceptron", 10, 0.01),
                // Examples divided in two; the last minibatch leaves one for the first half and none for the second.
                new Case("[16,40,3]", "sigmoid", "sigmoid", "squared-error", 45, 0.1),
                // And minibatches in several slices.
                new Case("[16,5000,3]", "sigmoid", "softmax", "cross-entropy", 45, 0.001),
                // One part of the examples, two, and several slices, each with a velocity.
                new Case("[16,5,4,3]", "sigmoid", "softmax", "cross-entropy", 10, rule(0.05, 0.75, 0, 0)),
                new Case("[16,40,3]", "sigmoid", "sigmoid", "squared-error", 45, rule(0.05, 0.75, 0, 0)),
                new Case("[16,5000,3]", "sigmoid", "softmax", "cross-entropy", 45, rule(0.0002, 0.75, 0, 0)),
                // With penalties, straight into the weights and by way of a velocity.
                new Case("[16,5,4,3]", "sigmoid", "softmax", "cross-entropy", 10, rule(0.05, 0, 0.1, 0)),
                new Case("[16,40,3]", "sigmoid", "sigmoid", "squared-error", 45, rule(0.05, 0, 0.1, 0.01)),
                new Case("[16,5,4,3]", "sigmoid", "softmax", "cross-entropy", 10, rule(0.05, 0.75, 0.1, 0.01)));
    }

    private static PlainTraining.Rule rule(double learningRate, double momentum, double l2, double l1) {
        return new PlainTraining.Rule(learningRate, momentum, l2, l1);
    }

    @ParameterizedTest
    @MethodSource("shapesBatchesAndObjectives")
    void aHundredStepsEqualThePlainImplementation(Case c) {
        int epochs = (int) Math.ceil(100.0 / Math.ceil((double) EXAMPLES / c.batchSize));
        Config config = TestConfigs.of(
                NETWORK + c.layers,
                "network.hidden=" + c.hidden,
                "network.output=" + c.output,
                "cost=" + c.cost,
                "training.batchSize=" + c.batchSize,
                "training.epochs=" + epochs,
                "optimizer=" + c.optimizer(),
                "regularization.l2=" + c.rule.l2(),
                "regularization.l1=" + c.rule.l1());
        Network network = config.initialNetwork();
        PlainTraining plain = new PlainTraining(network, config.cost());
        List<Double> costs = new ArrayList<>();
        new Trainer(config, network, TrainingExamples.split(DATA, 0))
                .train(TrainingState.START, new TrainingListener() {
                    @Override
                    public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                        costs.add(metrics.trainCost());
                        return true;
                    }
                });
        for (int epoch = 1; epoch <= epochs; epoch++) {
            assertEquals(trainPlainly(plain, epoch, c), costs.get(epoch - 1), 1e-5);
        }
        for (int l = 1; l <= network.architecture().layers(); l++) {
            for (int j = 0; j < plain.w[l].length; j++) {
                assertEquals(plain.b[l][j], network.biases(l).getDouble(j, 0), 2e-5);
                for (int i = 0; i < plain.w[l][j].length; i++) {
                    assertEquals(plain.w[l][j][i], network.weights(l).getDouble(j, i), 2e-5);
                }
            }
        }
    }

    private static double trainPlainly(PlainTraining plain, int epoch, Case c) {
        int[] order = Minibatches.shuffled(EXAMPLES, 1, epoch);
        double costs = 0;
        for (int from = 0; from < EXAMPLES; from += c.batchSize) {
            int size = Math.min(c.batchSize, EXAMPLES - from);
            double[][] images = new double[size][];
            int[] labels = new int[size];
            for (int x = 0; x < size; x++) {
                images[x] = image(order[from + x]);
                labels[x] = DATA.label(order[from + x]);
            }
            costs += plain.step(images, labels, c.rule);
        }
        return costs / EXAMPLES;
    }

    private static double[] image(int example) {
        double[] pixels = new double[16];
        for (int i = 0; i < 16; i++) {
            pixels[i] = DATA.pixel(example, i / 4, i % 4) / 255.0;
        }
        return pixels;
    }
}
