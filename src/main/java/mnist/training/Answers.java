package mnist.training;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mnist.data.Dataset;

/**
 * What a network says of every example of a data set.
 *
 * @param examples the data set
 * @param outputs {@code A^L}, {@code (examples, classes)}, in the order of the file
 * @param evaluation how often it is right, and the cost
 */
public record Answers(Dataset examples, double[][] outputs, Evaluation evaluation) {
    /** Returns the class with the largest output, the first of several. */
    public int answer(int example) {
        return largest(example, -1);
    }

    /** Returns the class with the second largest output, the first of several. */
    public int runnerUp(int example) {
        return largest(example, answer(example));
    }

    /** Returns the output of the answer: its probability, where outputs are probabilities. */
    public double confidence(int example) {
        return outputs[example][answer(example)];
    }

    /** Returns the misclassified examples, the widest gap first: how far the answer's output is above that of the true class. */
    public List<Integer> wrong() {
        return IntStream.range(0, outputs.length)
                .filter(i -> answer(i) != examples.label(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> outputs[i][examples.label(i)] - confidence(i)))
                .toList();
    }

    /** Returns the fraction of the examples whose class is among the k with the largest outputs, in [0, 1]. */
    public double topAccuracy(int k) {
        long within = IntStream.range(0, outputs.length)
                .filter(i -> rank(i, examples.label(i)) < k)
                .count();
        return (double) within / outputs.length;
    }

    private int largest(int example, int butNot) {
        double[] output = outputs[example];
        return IntStream.range(0, output.length)
                .filter(k -> k != butNot)
                .reduce((best, k) -> output[k] > output[best] ? k : best)
                .orElseThrow();
    }

    /** Returns how many classes come before one, by their outputs; of equal outputs the first class comes first. */
    private int rank(int example, int label) {
        double[] output = outputs[example];
        int before = 0;
        for (int k = 0; k < output.length; k++) {
            before += output[k] > output[label] || output[k] == output[label] && k < label ? 1 : 0;
        }
        return before;
    }
}
