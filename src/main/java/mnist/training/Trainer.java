package mnist.training;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import mnist.config.Config;
import mnist.config.Config.TrainingConfig;
import mnist.data.Minibatches;
import mnist.nn.Network;
import mnist.nn.Objective;

/**
 * Trains a network by minibatch gradient descent (Nielsen, ch. 1; SOURCES S1, S4).
 *
 * <pre>{@code
 * for each epoch:
 *     shuffle the examples
 *     for each minibatch:
 *         forward pass, backward pass     the gradient of the mean cost of its examples
 *         step                            W := W - eta dC/dW
 *     evaluate on the validation set
 * }</pre>
 */
public final class Trainer {
    private final TrainingConfig config;
    private final Network network;
    private final GradientDescent descent;
    private final int trainingSize;
    private final MinibatchStep step;
    private final int cores;
    private final Optional<Evaluator> validation;
    private TrainingState done = TrainingState.START;
    private int minibatch;
    private long seen;
    private double costSum;
    private long correct;

    /**
     * Makes a trainer that uses as many cores as are of use.
     *
     * @param config what to do; its data section is not read, the examples are given
     * @param network which the training changes in place
     */
    public Trainer(Config config, Network network, TrainingExamples examples) {
        this(config, network, examples, usefulCores());
    }

    /**
     * Makes a trainer.
     *
     * @param config what to do; its data section is not read, the examples are given
     * @param network which the training changes in place
     * @param cores how many of the machine's to use, at least 1; it makes no difference to the results
     */
    public Trainer(Config config, Network network, TrainingExamples examples, int cores) {
        this.cores = cores;
        this.config = config.training();
        this.network = network;
        Objective objective = config.objective();
        descent = new GradientDescent(config.optimizer().learningRate());
        trainingSize = examples.training().size();
        step = new MinibatchStep(network, objective, descent, examples.training(), this.config.batchSize());
        validation = examples.validation().map(dataset -> new Evaluator(network, objective, dataset));
    }

    /** Returns how many of this machine's cores a training has a use for: two, because a minibatch is divided in two. */
    public static int usefulCores() {
        return Math.min(2, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Trains until the configured epoch has ended or the listener says stop.
     *
     * @param from where to go on: {@link TrainingState#START}, or the state that belongs to the network's parameters
     * @return how far it came
     * @throws DivergedException if the cost or a parameter is no longer finite
     */
    public TrainingState train(TrainingState from, TrainingListener listener) {
        resumeAt(from);
        boolean goOn = true;
        try (Helper helper = cores > 1 ? step.helper() : null) {
            while (goOn && done.epoch() < config.epochs()) {
                long start = System.nanoTime();
                goOn = trainEpoch(helper, listener);
                if (minibatch == step.perEpoch()) {
                    EpochMetrics metrics = finishEpoch(start);
                    goOn = listener.epochFinished(this, metrics);
                }
            }
        }
        return state();
    }

    /** Returns how far the training has come. */
    public TrainingState state() {
        return new TrainingState(done.epoch(), minibatch, new Tally(seen, costSum, correct), done.best());
    }

    /** Returns the network in training. */
    public Network network() {
        return network;
    }

    /** Returns the number of minibatches of an epoch. */
    public int minibatchesPerEpoch() {
        return step.perEpoch();
    }

    /** Trains to the end of the epoch; returns whether to go on. */
    private boolean trainEpoch(Helper helper, TrainingListener listener) {
        step.start(Minibatches.shuffled(trainingSize, config.seed(), done.epoch() + 1), minibatch);
        boolean goOn = true;
        while (goOn && minibatch < step.perEpoch()) {
            step.run(helper);
            minibatch++;
            count();
            goOn = minibatch == step.perEpoch() || listener.minibatchFinished(this);
        }
        return goOn;
    }

    private void count() {
        for (ExampleShare share : step.shares()) {
            seen += share.examples();
            costSum += share.costSum();
            correct += share.correct();
        }
        if (!Double.isFinite(costSum)) {
            throw diverged();
        }
    }

    private EpochMetrics finishEpoch(long start) {
        if (!network.parameters().isFinite()) {
            throw diverged();
        }
        Optional<Evaluation> evaluation = validation.map(Evaluator::evaluate);
        double accuracy = evaluation.map(Evaluation::accuracy).orElse(Double.NaN);
        int epoch = done.epoch() + 1;
        TrainingState.Best best =
                done.best().isBeatenBy(accuracy) ? new TrainingState.Best(epoch, accuracy) : done.best();
        Tally tally = new Tally(seen, costSum, correct);
        resumeAt(new TrainingState(epoch, 0, Tally.NONE, best));
        return new EpochMetrics(
                epoch,
                descent.learningRate(),
                tally.cost(),
                tally.accuracy(),
                evaluation.map(e -> OptionalDouble.of(e.cost())).orElse(OptionalDouble.empty()),
                evaluation.map(e -> OptionalDouble.of(e.accuracy())).orElse(OptionalDouble.empty()),
                (System.nanoTime() - start) / 1e9);
    }

    private void resumeAt(TrainingState state) {
        done = state;
        minibatch = state.minibatch();
        seen = state.tally().examples();
        costSum = state.tally().costSum();
        correct = state.tally().correct();
    }

    private DivergedException diverged() {
        int layer = Arrays.stream(step.shares())
                .mapToInt(ExampleShare::firstNonFiniteLayer)
                .filter(l -> l > 0)
                .min()
                .orElse(0);
        return new DivergedException(done.epoch() + 1, minibatch, layer);
    }
}
