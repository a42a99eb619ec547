package mnist.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mnist.nn.Activation;

/**
 * Whether a network is right as often as it says: its answers in bins by their probability, the largest output.
 *
 * @param bins of equal width, from probability 0 to 1
 */
public record Calibration(List<Bin> bins) {
    private static final int BINS = 15;

    /**
     * Answers of similar probability. The two means are NaN where there are none.
     *
     * @param low the bin's lower end; only the first bin has the answers at its own
     * @param high its upper end
     * @param examples how many
     * @param confidence the mean of their probabilities
     * @param accuracy the fraction that was right
     */
    public record Bin(double low, double high, long examples, double confidence, double accuracy) {}

    /** Sorts answers into bins; nothing where the outputs are no probabilities, as those of softmax and sigmoid are. */
    public static Optional<Calibration> of(Answers answers, Activation output) {
        if (output != Activation.SOFTMAX && output != Activation.SIGMOID) {
            return Optional.empty();
        }
        long[] examples = new long[BINS];
        double[] confidence = new double[BINS];
        long[] right = new long[BINS];
        for (int i = 0; i < answers.outputs().length; i++) {
            int bin = Math.max(0, (int) Math.ceil(answers.confidence(i) * BINS) - 1);
            examples[bin]++;
            confidence[bin] += answers.confidence(i);
            right[bin] += answers.answer(i) == answers.examples().label(i) ? 1 : 0;
        }
        return Optional.of(new Calibration(IntStream.range(0, BINS)
                .mapToObj(b -> new Bin(
                        (double) b / BINS,
                        (b + 1.0) / BINS,
                        examples[b],
                        confidence[b] / examples[b],
                        (double) right[b] / examples[b]))
                .toList()));
    }

    /**
     * Returns the expected calibration error: the mean over the examples of {@code |accuracy - confidence|} of their bin, in [0, 1]
     * (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", 2017, equation 3).
     */
    public double error() {
        double sum = 0;
        long count = 0;
        for (Bin bin : bins) {
            if (bin.examples > 0) {
                sum += bin.examples * Math.abs(bin.accuracy - bin.confidence);
                count += bin.examples;
            }
        }
        return sum / count;
    }
}
