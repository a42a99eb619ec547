package mnist.config;

import java.util.List;
import mnist.config.ConfigEntry.Section;
import mnist.config.ConfigEntry.Setting;
import mnist.config.NetworkTypes.Hidden;
import mnist.config.NetworkTypes.Layers;
import mnist.config.NumberTypes.BatchSize;
import mnist.config.NumberTypes.Real;
import mnist.config.NumberTypes.Whole;
import mnist.config.TextTypes.Folder;
import mnist.config.TextTypes.Name;
import mnist.data.Preprocessing;
import mnist.nn.Activation;
import mnist.nn.Cost;
import mnist.nn.Initializer;

/** The table of all settings. Reader, messages, defaults, effective config and JSON Schema are made from it. */
final class ConfigTable {
    static final Setting<String> DIRECTORY = Setting.of(
                    "data.directory",
                    "The folder of the four IDX files, plain or .gz, relative to the working directory.",
                    new Folder(),
                    config -> config.data().directory())
            .orElse("data/mnist");

    static final Setting<Long> VALIDATION = Setting.of(
                    "data.validation",
                    "Examples at the end of the training file kept out of training, to choose settings by; 0 is none.",
                    new Whole(0, Integer.MAX_VALUE),
                    config -> (long) config.data().validation())
            .orElse(5000L);

    static final Setting<Preprocessing.Kind> PREPROCESS = Setting.of(
                    "data.preprocess",
                    "How the bytes of an image become inputs: x = byte / 255 in [0, 1], x less one mean and divided by one "
                            + "deviation, or each pixel less its own mean; the numbers are those of the training examples.",
                    new Name<>(List.of(Preprocessing.Kind.values()), Preprocessing.Kind::label),
                    config -> config.data().preprocess())
            .orElse(Preprocessing.Kind.SCALE);

    static final Setting<List<Integer>> LAYERS = Setting.of(
            "network.layers",
            "Neurons of each layer: first the pixels of an image, last the number of classes.",
            new Layers(),
            config -> config.network().layers());

    static final Setting<Hidden.Choice> HIDDEN = Setting.of(
                    "network.hidden",
                    "The activation of the hidden layers: one name for all of them, or a list with one for each.",
                    new Hidden(),
                    config -> Hidden.Choice.of(config.network().hidden()))
            .orElse(new Hidden.Choice(List.of(Activation.SIGMOID), true));

    static final Setting<Activation> OUTPUT = Setting.of(
                    "network.output",
                    "The activation of the last layer; softmax and sigmoid make probabilities.",
                    new Name<>(List.of(Activation.values()), Activation::label),
                    config -> config.network().output())
            .orElse(Activation.SOFTMAX);

    static final Setting<Initializer> INITIALIZER = Setting.of(
                    "network.initializer",
                    "How weights and biases are drawn before the first step.",
                    new Name<>(List.of(Initializer.values()), Initializer::label),
                    config -> config.network().initializer())
            .orElse(Initializer.SCALED_NORMAL);

    static final Setting<Cost> COST = Setting.of(
                    "cost",
                    "What training minimises: the mean over the examples of this cost of one example.",
                    new Name<>(List.of(Cost.values()), Cost::label),
                    Config::cost)
            .orElse(Cost.CROSS_ENTROPY);

    static final Setting<OptimizerType> OPTIMIZER = Setting.of(
                    "optimizer.type",
                    "How a gradient becomes a step: sgd is plain gradient descent, momentum keeps a part of the last step.",
                    new Name<>(List.of(OptimizerType.values()), OptimizerType::label),
                    config -> config.optimizer().type())
            .orElse(OptimizerType.SGD);

    static final Setting<Double> LEARNING_RATE = Setting.of(
            "optimizer.learningRate",
            "The length of a step per unit of gradient (eta).",
            Real.positive(1_000_000),
            config -> config.optimizer().learningRate());

    static final Setting<Double> MOMENTUM = Setting.of(
                    "optimizer.momentum",
                    "The share of the last step that the next one keeps (mu).",
                    Real.fractionBelowOne(),
                    config -> config.optimizer().momentum())
            .orElse(0.9)
            .onlyWith(OPTIMIZER, List.of(OptimizerType.MOMENTUM));

    static final Setting<Long> EPOCHS = Setting.of(
                    "training.epochs",
                    "Passes over the training examples; 0 writes the initial network and stops.",
                    new Whole(0, Integer.MAX_VALUE),
                    config -> (long) config.training().epochs())
            .orElse(30L);

    static final Setting<Integer> BATCH_SIZE = Setting.of(
                    "training.batchSize",
                    "Examples per step, or \"full\" for all of them: true gradient descent.",
                    new BatchSize(),
                    config -> config.training().batchSize())
            .orElse(100);

    static final Setting<Long> SEED = Setting.of(
                    "training.seed",
                    "The seed of all randomness: the same seed gives the same bits.",
                    new Whole(Long.MIN_VALUE, Long.MAX_VALUE),
                    config -> config.training().seed())
            .orElse(1L);

    static final Setting<Monitor> MONITOR = Setting.of(
                    "training.monitor",
                    "The figure of the validation set by which an epoch is the best, and its network kept.",
                    new Name<>(List.of(Monitor.values()), Monitor::label),
                    config -> config.training().monitor())
            .orElse(Monitor.VALIDATION_ACCURACY);

    static final Setting<Double> CHECKPOINT_SECONDS = Setting.of(
                    "training.checkpointSeconds",
                    "How often an epoch under way is saved, in seconds; fractions are allowed.",
                    Real.positive(1_000_000_000),
                    config -> config.training().checkpointSeconds())
            .orElse(30.0);

    static final Section ROOT = Section.of(
            "",
            "What one run of mnist trains, on what, and how.",
            Section.of("data", "Where the examples come from.", DIRECTORY, VALIDATION, PREPROCESS),
            Section.of("network", "The layers and their start values.", LAYERS, HIDDEN, OUTPUT, INITIALIZER),
            COST,
            Section.of("optimizer", "How a step is taken.", OPTIMIZER, LEARNING_RATE, MOMENTUM),
            Section.of("training", "How many steps, on what.", EPOCHS, BATCH_SIZE, SEED, MONITOR, CHECKPOINT_SECONDS));

    private ConfigTable() {}
}
