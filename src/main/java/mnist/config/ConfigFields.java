package mnist.config;

import java.util.List;
import mnist.nn.Activation;
import mnist.nn.Cost;
import mnist.nn.Initializer;

/** The table of all settings. Reader, messages, defaults, effective config and JSON Schema are made from it. */
final class ConfigFields {
    static final Field<String> DIRECTORY = Field.of(
                    "data.directory",
                    "The folder of the four IDX files, plain or .gz, relative to the working directory.",
                    new TextType(),
                    config -> config.data().directory())
            .orElse("data/mnist");

    static final Field<Long> VALIDATION = Field.of(
                    "data.validation",
                    "Examples at the end of the training file kept out of training, to choose settings by; 0 is none.",
                    new WholeNumberType(0, Integer.MAX_VALUE),
                    config -> (long) config.data().validation())
            .orElse(5000L);

    static final Field<List<Integer>> LAYERS = Field.of(
            "network.layers",
            "Neurons of each layer: first the pixels of an image, last the number of classes.",
            new LayersType(),
            config -> config.network().layers());

    static final Field<HiddenType.Choice> HIDDEN = Field.of(
                    "network.hidden",
                    "The activation of the hidden layers: one name for all of them, or a list with one for each.",
                    new HiddenType(),
                    config -> HiddenType.Choice.of(config.network().hidden()))
            .orElse(new HiddenType.Choice(List.of(Activation.SIGMOID), true));

    static final Field<Activation> OUTPUT = Field.of(
                    "network.output",
                    "The activation of the last layer; softmax and sigmoid make probabilities.",
                    new NameType<>(List.of(Activation.values()), Activation::label),
                    config -> config.network().output())
            .orElse(Activation.SOFTMAX);

    static final Field<Initializer> INITIALIZER = Field.of(
                    "network.initializer",
                    "How weights and biases are drawn before the first step.",
                    new NameType<>(List.of(Initializer.values()), Initializer::label),
                    config -> config.network().initializer())
            .orElse(Initializer.SCALED_NORMAL);

    static final Field<Cost> COST = Field.of(
                    "cost",
                    "What training minimises: the mean over the examples of this cost of one example.",
                    new NameType<>(List.of(Cost.values()), Cost::label),
                    Config::cost)
            .orElse(Cost.CROSS_ENTROPY);

    static final Field<OptimizerType> OPTIMIZER = Field.of(
                    "optimizer.type",
                    "How a gradient becomes a step: sgd is plain gradient descent, momentum keeps a part of the last step.",
                    new NameType<>(List.of(OptimizerType.values()), OptimizerType::label),
                    config -> config.optimizer().type())
            .orElse(OptimizerType.SGD);

    static final Field<Double> LEARNING_RATE = Field.of(
            "optimizer.learningRate",
            "The length of a step per unit of gradient (eta).",
            NumberType.positive(1_000_000),
            config -> config.optimizer().learningRate());

    static final Field<Double> MOMENTUM = Field.of(
                    "optimizer.momentum",
                    "The share of the last step that the next one keeps (mu).",
                    NumberType.fractionBelowOne(),
                    config -> config.optimizer().momentum())
            .orElse(0.9)
            .onlyWith(OPTIMIZER, List.of(OptimizerType.MOMENTUM));

    static final Field<Long> EPOCHS = Field.of(
                    "training.epochs",
                    "Passes over the training examples; 0 writes the initial network and stops.",
                    new WholeNumberType(0, Integer.MAX_VALUE),
                    config -> (long) config.training().epochs())
            .orElse(30L);

    static final Field<Integer> BATCH_SIZE = Field.of(
                    "training.batchSize",
                    "Examples per step, or \"full\" for all of them: true gradient descent.",
                    new BatchSizeType(),
                    config -> config.training().batchSize())
            .orElse(100);

    static final Field<Long> SEED = Field.of(
                    "training.seed",
                    "The seed of all randomness: the same seed gives the same bits.",
                    new WholeNumberType(Long.MIN_VALUE, Long.MAX_VALUE),
                    config -> config.training().seed())
            .orElse(1L);

    static final Field<Monitor> MONITOR = Field.of(
                    "training.monitor",
                    "The figure of the validation set by which an epoch is the best, and its network kept.",
                    new NameType<>(List.of(Monitor.values()), Monitor::label),
                    config -> config.training().monitor())
            .orElse(Monitor.VALIDATION_ACCURACY);

    static final Field<Double> CHECKPOINT_SECONDS = Field.of(
                    "training.checkpointSeconds",
                    "How often an epoch under way is saved, in seconds; fractions are allowed.",
                    NumberType.positive(1_000_000_000),
                    config -> config.training().checkpointSeconds())
            .orElse(30.0);

    static final Section ROOT = Section.of(
            "",
            "What one run of mnist trains, on what, and how.",
            Section.of("data", "Where the examples come from.", DIRECTORY, VALIDATION),
            Section.of("network", "The layers and their start values.", LAYERS, HIDDEN, OUTPUT, INITIALIZER),
            COST,
            Section.of("optimizer", "How a step is taken.", OPTIMIZER, LEARNING_RATE, MOMENTUM),
            Section.of("training", "How many steps, on what.", EPOCHS, BATCH_SIZE, SEED, MONITOR, CHECKPOINT_SECONDS));

    private ConfigFields() {}
}
