package mnist.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import mnist.config.Config;
import mnist.config.Config.TrainingConfig;
import mnist.data.Preprocessing;
import mnist.data.Split;
import mnist.nn.Architecture;
import mnist.nn.Matrix;
import mnist.training.EpochMetrics;
import mnist.training.Trainer;
import mnist.training.TrainingExamples;
import mnist.training.TrainingListener;
import mnist.training.TrainingState;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * How fast a network trains on this machine. An epoch is every training example once, with its cost and accuracy, without a
 * validation set and without files; the epochs of the first seconds, while Java is still compiling, do not count.
 *
 * @param tool this program
 * @param layers the sizes of the network
 * @param examples of an epoch
 * @param cores how many of the machine's the training may use
 * @param sgemmGigaflops 10^9 operations per second of a large float32 product, on one core
 * @param results one for each batch size
 */
public record Benchmark(
        String tool, List<Integer> layers, int examples, int cores, double sgemmGigaflops, List<Result> results) {
    private static final int SGEMM_SIZE = 1024;
    private static final int SGEMM_REPEATS = 8;

    /**
     * The epochs with one batch size.
     *
     * @param batchSize examples per step
     * @param epochs how many were counted
     * @param secondsMedian of wall time per epoch
     * @param secondsMinimum of wall time per epoch
     * @param examplesPerSecond in the median epoch
     * @param gigaflops of the products of the median epoch
     * @param sgemmShare these as a fraction of what one core does in a large product, times the cores
     */
    public record Result(
            int batchSize,
            int epochs,
            double secondsMedian,
            double secondsMinimum,
            double examplesPerSecond,
            double gigaflops,
            double sgemmShare) {}

    /**
     * Trains with each batch size in turn.
     *
     * @param config the network and its data; the rest of its training section is not used
     * @param batchSizes each at least 1
     * @param epochs how many to count for each, at least 1
     * @param warmUpSeconds in which the epochs of each do not count; the first one never does
     */
    public static Benchmark run(Config config, List<Integer> batchSizes, int epochs, double warmUpSeconds) {
        Path directory = DataFolder.configured(config);
        MemoryNeed.ofSteps(with(config, Collections.max(batchSizes)), Split.TRAIN.imageBytes(directory))
                .requireAvailable();
        DataFolder data = DataFolder.at(directory, Split.TRAIN, config.data().layout());
        data.requireFits(config.network().architecture());
        Preprocessing how = Preprocessing.of(config.data().preprocess(), data.file());
        TrainingExamples examples = TrainingExamples.split(data.file().preprocessedBy(how), 0);
        int cores = Runtime.getRuntime().availableProcessors();
        double sgemm = measureSgemm();
        List<Result> results = new ArrayList<>();
        for (int batchSize : batchSizes) {
            double[] seconds = time(with(config, batchSize), epochs, warmUpSeconds, examples);
            results.add(result(config, batchSize, seconds, examples.training().size(), sgemm * cores));
        }
        return new Benchmark(
                "mnist", config.network().layers(), examples.training().size(), cores, sgemm, results);
    }

    /** Returns the sorted seconds of the counted epochs. */
    private static double[] time(Config timed, int epochs, double warmUpSeconds, TrainingExamples examples) {
        List<Double> counted = new ArrayList<>();
        long start = System.nanoTime();
        new Trainer(timed, timed.initialNetwork(), examples).train(TrainingState.START, new TrainingListener() {
            private boolean warm;

            @Override
            public boolean epochFinished(Trainer trainer, EpochMetrics metrics) {
                if (warm) {
                    counted.add(metrics.seconds());
                }
                warm = (System.nanoTime() - start) / 1e9 > warmUpSeconds;
                return counted.size() < epochs;
            }
        });
        return counted.stream().mapToDouble(seconds -> seconds).sorted().toArray();
    }

    /** Returns a config that trains with a batch size until it is stopped. */
    private static Config with(Config config, int batchSize) {
        TrainingConfig training = new TrainingConfig(
                Integer.MAX_VALUE,
                batchSize,
                config.training().seed(),
                config.training().monitor(),
                0,
                config.training().averaging(),
                1e9,
                0);
        return new Config(
                config.data(), config.network(), config.cost(), config.optimizer(), config.regularization(), training);
    }

    private static Result result(Config config, int batchSize, double[] seconds, int examples, double sgemm) {
        double median = (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2;
        double minimum = Arrays.stream(seconds).min().orElseThrow();
        long operations = operationsPerExample(config.network().architecture());
        double gigaflops = operations * (double) examples / median / 1e9;
        return new Result(batchSize, seconds.length, median, minimum, examples / median, gigaflops, gigaflops / sgemm);
    }

    /** Measures float32 products of large matrices on one thread: the best of several, in 10^9 operations per second. */
    private static double measureSgemm() {
        Matrix p = Matrix.zeros(DataType.FLOAT, SGEMM_SIZE, SGEMM_SIZE);
        Matrix q = Matrix.zeros(DataType.FLOAT, SGEMM_SIZE, SGEMM_SIZE);
        Matrix product = Matrix.zeros(DataType.FLOAT, SGEMM_SIZE, SGEMM_SIZE);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < SGEMM_REPEATS; i++) {
            long start = System.nanoTime();
            product.setProduct(p, q);
            best = Math.min(best, System.nanoTime() - start);
        }
        return 2.0 * SGEMM_SIZE * SGEMM_SIZE * SGEMM_SIZE / best;
    }

    /**
     * Returns the floating point operations of the products of one training example: {@code 2 n_l n_(l-1)} for
     * {@code Z^l}, the same for {@code dC/dW^l}, and the same for {@code (W^l)^T delta^l} in every layer but the first.
     */
    private static long operationsPerExample(Architecture architecture) {
        long operations = 0;
        for (int l = 1; l <= architecture.layers(); l++) {
            operations += (l == 1 ? 4L : 6L) * architecture.size(l) * architecture.size(l - 1);
        }
        return operations;
    }
}
