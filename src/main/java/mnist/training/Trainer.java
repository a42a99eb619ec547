package mnist.training;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import mnist.config.Config;
import mnist.config.Config.OptimizerConfig;
import mnist.config.Config.TrainingConfig;
import mnist.config.OptimizerType;
import mnist.data.Dataset;
import mnist.data.DistortedEpoch;
import mnist.data.Minibatches;
import mnist.nn.Network;
import mnist.nn.Objective;
import mnist.nn.Parameters;
import mnist.nn.Schedule;

/**
 * Trains a network by minibatch gradient descent (Nielsen, ch. 1; SOURCES S1, S4).
 *
 * <pre>{@code
 * for each epoch:
 *     distort the images, if configured; shuffle the examples
 *     for each minibatch:
 *         forward pass, backward pass     the gradient of the mean cost of its examples
 *         step                            W := W - eta dC/dW
 *     evaluate on the validation set
 * }</pre>
 */
public final class Trainer {
    private final TrainingConfig config;
    private final OptimizerType type;
    private final Network network;
    private final Schedule schedule;
    private final Optional<Parameters> raw;
    private final int trainingSize;
    private final Optional<DistortedEpoch> distorted;
    private final MinibatchStep step;
    private final int threads;
    private final Optional<Evaluator> validation;
    private TrainingState done = TrainingState.START;
    private int minibatch;

    /**
     * Makes a trainer that uses as many cores as its step can.
     *
     * @param config what to do; of its data section only how images are distorted is read, the examples are given
     * @param network which the training changes in place
     */
    public Trainer(Config config, Network network, TrainingExamples examples) {
        this(config, network, examples, usefulCores());
    }

    /**
     * Makes a trainer.
     *
     * @param config what to do; of its data section only how images are distorted is read, the examples are given
     * @param network which the training changes in place
     * @param cores how many of the machine's it may use, at least 1; it makes no difference to the results
     */
    public Trainer(Config config, Network network, TrainingExamples examples, int cores) {
        this.config = config.training();
        type = config.optimizer().type();
        this.network = network;
        Objective objective = config.objective();
        schedule = config.optimizer().schedule();
        raw = this.config.averaging() > 0 ? Optional.of(network.parameters().copy()) : Optional.empty();
        trainingSize = examples.training().size();
        distorted = config.data().augment().isNone()
                ? Optional.empty()
                : Optional.of(
                        new DistortedEpoch(examples.training(), config.data().augment(), this.config.seed()));
        Dataset seen = distorted.map(DistortedEpoch::examples).orElse(examples.training());
        Network stepped = raw.map(Network::new).orElse(network);
        step = MinibatchStep.of(config, stepped, raw.map(weights -> network.parameters()), seen);
        validation = examples.validation().map(dataset -> new Evaluator(network, objective, dataset));
        threads = Math.min(cores, step.threads());
    }

    /** Returns how many numbers of each parameter the optimiser of a config keeps from step to step. */
    public static int kept(OptimizerConfig config) {
        return config.type().takesWholeBatch()
                ? BatchOptimizer.of(config).vectorNames().size()
                : config.optimizer().stateNames().size();
    }

    /** Returns how many cores a training that has the machine to itself may use. */
    public static int usefulCores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Trains until the last configured epoch ends, patience runs out, or the listener says stop.
     *
     * @param from where to go on: {@link TrainingState#START}, or the state that belongs to the network's parameters and to
     *     {@link #optimizerState}
     * @return how far it came
     * @throws DivergedException if the cost or a parameter is no longer finite
     */
    public TrainingState train(TrainingState from, TrainingListener listener) {
        resumeAt(from);
        boolean goOn = true;
        try (Team team = new Team(threads)) {
            while (goOn && !done.isComplete(config)) {
                long start = System.nanoTime();
                goOn = trainEpoch(team, listener);
                if (minibatch == step.perEpoch()) {
                    EpochMetrics metrics = finishEpoch(start, team);
                    goOn = listener.epochFinished(this, metrics);
                }
            }
        }
        return state();
    }

    /** Returns how far the training has come. */
    public TrainingState state() {
        return minibatch == done.minibatch()
                ? done
                : new TrainingState(
                        done.epoch(), minibatch, step.tally(), done.best(), done.plateaus(), step.numbers());
    }

    /** Returns the network in training; with averaging, the one of the mean weights. */
    public Network network() {
        return network;
    }

    /**
     * Returns what the optimiser keeps of each parameter from step to step, by name; empty for plain gradient descent. With
     * averaging, the weights that the steps change are among it. A training that is resumed sets it to what it was.
     */
    public Map<String, Parameters> optimizerState() {
        Map<String, Parameters> state = new TreeMap<>(step.state());
        raw.ifPresent(weights -> state.put("raw", weights));
        return state;
    }

    /** Returns how many threads train. */
    public int threads() {
        return threads;
    }

    /** Returns the number of minibatches of an epoch. */
    public int minibatchesPerEpoch() {
        return step.perEpoch();
    }

    /** Trains to the end of the epoch; returns whether to go on. */
    private boolean trainEpoch(Team team, TrainingListener listener) {
        int epoch = done.epoch() + 1;
        distorted.ifPresent(images -> team.each(images.parts(), part -> images.make(epoch, part)));
        step.start(Minibatches.shuffled(trainingSize, config.seed(), epoch), done);
        boolean goOn = true;
        while (goOn && minibatch < step.perEpoch()) {
            minibatch++;
            if (!step.run(team)) {
                throw diverged();
            }
            goOn = minibatch == step.perEpoch() || listener.minibatchFinished(this);
        }
        return goOn;
    }

    private EpochMetrics finishEpoch(long start, Team team) {
        if (!network.parameters().isFinite() || !raw.stream().allMatch(Parameters::isFinite)) {
            throw diverged();
        }
        Optional<Evaluation> evaluation = validation.map(evaluator -> evaluator.evaluate(team));
        OptionalDouble validationCost =
                evaluation.stream().mapToDouble(Evaluation::cost).findFirst();
        OptionalDouble validationAccuracy =
                evaluation.stream().mapToDouble(Evaluation::accuracy).findFirst();
        int epoch = done.epoch() + 1;
        TrainingState.Best now =
                new TrainingState.Best(epoch, validationAccuracy.orElse(Double.NaN), validationCost.orElse(Double.NaN));
        TrainingState.Best best = done.best().isBeatenBy(now, config.monitor()) ? now : done.best();
        Tally tally = step.tally();
        int plateaus = done.plateaus() + (schedule.isPlateau(epoch - best.epoch()) ? 1 : 0);
        resumeAt(new TrainingState(epoch, 0, Tally.NONE, best, plateaus, step.numbers()));
        return new EpochMetrics(
                epoch,
                step.learningRate(),
                tally.cost(),
                tally.accuracy(),
                validationCost,
                validationAccuracy,
                (System.nanoTime() - start) / 1e9);
    }

    private void resumeAt(TrainingState state) {
        done = state;
        minibatch = state.minibatch();
    }

    private DivergedException diverged() {
        return new DivergedException(
                done.epoch() + 1,
                minibatch,
                (long) done.epoch() * step.perEpoch() + minibatch,
                step.firstNonFiniteLayer(),
                type);
    }
}
