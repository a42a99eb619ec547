package mnist.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import mnist.config.Config;
import mnist.config.TestConfigs;
import mnist.data.Dataset;
import mnist.data.IdxBuilder;
import mnist.data.Minibatches;
import mnist.nn.Network;
import org.junit.jupiter.api.Test;

/** Rosenblatt's rule, {@code w := w + eta (y - a) x}: step outputs, the perceptron's cost, one example at a time. */
class PerceptronRuleTest {
    private static final int EXAMPLES = 60;

    /** The first pixel says the class: at most 0.25 for class 0, at least 0.75 for class 1. The others say nothing. */
    private static final Dataset SEPARABLE = new IdxBuilder()
            .examples(EXAMPLES)
            .size(2, 2)
            .pixels((example, row, column) -> row + column == 0
                    ? (example % 2 == 0 ? example % 64 : 192 + example % 64)
                    : (example * 37 + row * 101 + column * 53) % 256)
            .labels(example -> example % 2)
            .read();

    private static Config config(int epochs) {
        return TestConfigs.of(
                "network.layers=[4,2]",
                "network.initializer=zero",
                "network.output=step",
                "cost=perceptron",
                "optimizer.learningRate=1",
                "training.batchSize=1",
                "training.epochs=" + epochs);
    }

    @Test
    void theFirstStepsAreThoseOfTheRule() {
        // Both outputs start at 0 and fire: step(0) = 1. What should not fire loses x, what should stays.
        Network network = config(1).initialNetwork();
        int first = Minibatches.shuffled(EXAMPLES, 1, 1)[0];
        new Trainer(config(1), network, TrainingExamples.split(SEPARABLE, 0)).train(TrainingState.START, stopAtOnce());
        int wrong = 1 - SEPARABLE.label(first);
        for (int i = 0; i < 4; i++) {
            assertEquals(-pixel(first, i), network.weights(1).getDouble(wrong, i), 1e-7);
            assertEquals(0, network.weights(1).getDouble(1 - wrong, i), 1e-7);
        }
        assertEquals(-1, network.biases(1).getDouble(wrong, 0));
    }

    private static TrainingListener stopAtOnce() {
        return new TrainingListener() {
            @Override
            public boolean minibatchFinished(Trainer trainer) {
                return false;
            }
        };
    }

    @Test
    void onSeparableDataItConvergesWithinNovikoffsBound() {
        // Novikoff 1962: at most (R / gamma)^2 mistakes, for examples (x, 1) no longer than R and a plane through 0
        // that
        // leaves all of them gamma to its right side. Here: x_0 - 1/2, on unit length.
        double radius = 0;
        double margin = 1;
        for (int x = 0; x < EXAMPLES; x++) {
            double square = 1;
            for (int i = 0; i < 4; i++) {
                square += pixel(x, i) * pixel(x, i);
            }
            radius = Math.max(radius, Math.sqrt(square));
            margin = Math.min(margin, Math.abs(pixel(x, 0) - 0.5) / Math.sqrt(1.25));
        }
        Network network = config(100).initialNetwork();
        Mistakes mistakes = new Mistakes();
        new Trainer(config(100), network, TrainingExamples.split(SEPARABLE, 0)).train(TrainingState.START, mistakes);
        assertEquals(1, mistakes.last.trainAccuracy());
        assertEquals(0, mistakes.last.trainCost());
        double bound = Math.pow(radius / margin, 2);
        for (int count : mistakes.ofOutput) {
            assertTrue(count > 2 && count <= bound, count + " mistakes, at most " + bound);
        }
    }

    private static double pixel(int example, int i) {
        return SEPARABLE.pixel(example, i / 2, i % 2) / 255.0;
    }

    /** Counts the changes to the bias of each output: a mistake changes it by 1. */
    private static final class Mistakes implements TrainingListener {
        private final List<Double> biases = new ArrayList<>(List.of(0.0, 0.0));
        private final int[] ofOutput = new int[2];
        private EpochMetrics last;

        @Override
        public boolean minibatchFinished(Trainer trainer) {
            count(trainer);
            return true;
        }

        @Override
        public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
            count(trainer);
            last = metrics;
            return metrics.trainCost() > 0;
        }

        private void count(Trainer trainer) {
            for (int k = 0; k < 2; k++) {
                double bias = trainer.network().biases(1).getDouble(k, 0);
                ofOutput[k] += bias == biases.get(k) ? 0 : 1;
                biases.set(k, bias);
            }
        }
    }
}
