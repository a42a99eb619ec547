package mnist.config;

import static mnist.config.Config.TrainingConfig.FULL_BATCH;

import java.util.List;
import java.util.Optional;
import mnist.config.ConfigEntry.Section;
import mnist.config.ConfigEntry.Setting;
import mnist.config.DataTypes.Folder;
import mnist.config.DataTypes.HeldOut;
import mnist.config.NetworkTypes.Hidden;
import mnist.config.NetworkTypes.Layers;
import mnist.data.Augmentation;
import mnist.data.Holdout;
import mnist.data.Preprocessing;
import mnist.json.NumberTypes.Real;
import mnist.json.NumberTypes.Whole;
import mnist.json.WordTypes.Flag;
import mnist.json.WordTypes.Name;
import mnist.json.WordTypes.OrWord;
import mnist.nn.Activation;
import mnist.nn.Cost;
import mnist.nn.Initializer;

/** The table of all settings. Reader, messages, defaults, effective config and JSON Schema are made from it. */
final class ConfigTable {
    static final Setting<String> DIRECTORY = Setting.of(
            "data.directory",
            "The folder of the four IDX files, plain or .gz, relative to the working directory.",
            new Folder().orElse("data/mnist"),
            config -> config.data().directory());

    static final Setting<Holdout> VALIDATION = Setting.of(
            "data.validation",
            "How many examples at the end of the training file are kept out of training, to choose settings by; or an "
                    + "object with their count, drawn by a seed, of each class its share if stratified. 0 is none.",
            new HeldOut().orElse(Holdout.last(5000)),
            config -> config.data().validation());

    static final Setting<Optional<Boolean>> TRANSPOSE = Setting.of(
            "data.transpose",
            "Whether the files store an image column by column; auto is yes for files with the names of EMNIST.",
            new OrWord<>(new Flag(), "auto").orElse(Optional.empty()),
            config -> config.data().layout().transpose());

    static final Setting<Optional<Long>> LABEL_OFFSET = Setting.of(
            "data.labelOffset",
            "The label of the first class; auto is 1 for files with the names of EMNIST Letters, else 0.",
            new OrWord<>(new Whole(0, 255), "auto").orElse(Optional.empty()),
            config -> config.data().layout().labelOffset().map(Integer::longValue));

    static final Setting<Preprocessing.Kind> PREPROCESS = Setting.of(
            "data.preprocess",
            "How the bytes of an image become inputs: x = byte / 255 in [0, 1], x less one mean and divided by one "
                    + "deviation, or each pixel less its own mean; the numbers are those of the training examples.",
            new Name<>(List.of(Preprocessing.Kind.values()), Preprocessing.Kind::label)
                    .orElse(Preprocessing.Kind.SCALE),
            config -> config.data().preprocess());

    static final Setting<Long> SHIFT = Setting.of(
            "data.augment.shift",
            "The most pixels that an image is moved in each direction; 0 moves none.",
            new Whole(0, 1000).orElse((long) Augmentation.NONE.shift()),
            config -> (long) config.data().augment().shift());

    static final Setting<Double> ROTATION = Setting.of(
            "data.augment.rotation",
            "The largest angle by which an image is turned, in degrees either way; 0 turns none.",
            Real.upTo(180).orElse(Augmentation.NONE.rotation()),
            config -> config.data().augment().rotation());

    static final Setting<Double> ALPHA = Setting.of(
            "data.augment.elastic.alpha",
            "The strength of the displacements (34 in Simard 2003); 0 bends none.",
            Real.upTo(1000).orElse(Augmentation.NONE.elastic().alpha()),
            config -> config.data().augment().elastic().alpha());

    static final Setting<Double> SIGMA = Setting.of(
            "data.augment.elastic.sigma",
            "The standard deviation of the Gaussian that smooths them, in pixels.",
            Real.positive(100).orElse(Augmentation.NONE.elastic().sigma()),
            config -> config.data().augment().elastic().sigma());

    static final Setting<Double> PROBABILITY = Setting.of(
            "data.augment.probability",
            "The share of the images that an epoch distorts, from 0 to 1.",
            Real.upTo(1).orElse(Augmentation.NONE.probability()),
            config -> config.data().augment().probability());

    static final Setting<List<Integer>> LAYERS = Setting.of(
            "network.layers",
            "Neurons of each layer: first the pixels of an image, last the number of classes.",
            new Layers(),
            config -> config.network().layers());

    static final Setting<Hidden.Choice> HIDDEN = Setting.of(
            "network.hidden",
            "The activation of the hidden layers: one name for all of them, or a list with one for each.",
            new Hidden().orElse(new Hidden.Choice(List.of(Activation.SIGMOID), true)),
            config -> Hidden.Choice.of(config.network().hidden()));

    static final Setting<Activation> OUTPUT = Setting.of(
            "network.output",
            "The activation of the last layer; softmax and sigmoid make probabilities.",
            new Name<>(List.of(Activation.values()), Activation::label).orElse(Activation.SOFTMAX),
            config -> config.network().output());

    static final Setting<Initializer> INITIALIZER = Setting.of(
            "network.initializer",
            "How weights and biases are drawn before the first step.",
            new Name<>(List.of(Initializer.values()), Initializer::label).orElse(Initializer.SCALED_NORMAL),
            config -> config.network().initializer());

    static final Setting<Cost> COST = Setting.of(
            "cost",
            "What training minimises: the mean over the examples of this cost of one example.",
            new Name<>(List.of(Cost.values()), Cost::label).orElse(Cost.CROSS_ENTROPY),
            Config::cost);

    static final Setting<Double> L2 = Setting.of(
            "regularization.l2",
            "Half of this times the sum of the squares of all weights is added to what is minimised (Nielsen's lambda/n).",
            Real.upTo(1000).orElse(0.0),
            config -> config.regularization().penalty().l2());

    static final Setting<Double> L1 = Setting.of(
            "regularization.l1",
            "This times the sum of the absolute values of all weights is added to what is minimised.",
            Real.upTo(1000).orElse(0.0),
            config -> config.regularization().penalty().l1());

    static final Setting<Double> DROPOUT = Setting.of(
            "regularization.dropout",
            "The probability that a hidden neuron is left out for an example in training.",
            Real.fractionBelowOne().orElse(0.0),
            config -> config.regularization().dropout());

    static final Setting<Long> EPOCHS = Setting.of(
            "training.epochs",
            "Passes over the training examples; 0 writes the initial network and stops.",
            new Whole(0, Integer.MAX_VALUE).orElse(30L),
            config -> (long) config.training().epochs());

    static final Setting<Optional<Long>> BATCH_SIZE = Setting.of(
            "training.batchSize",
            "Examples per step, or \"full\" for all of them: true gradient descent.",
            new OrWord<>(new Whole(1, 1_000_000_000), "full").orElse(Optional.of(100L)),
            config -> Optional.of((long) config.training().batchSize()).filter(size -> size != FULL_BATCH));

    static final Setting<Long> SEED = Setting.of(
            "training.seed",
            "The seed of all randomness: the same seed gives the same bits.",
            new Whole(Long.MIN_VALUE, Long.MAX_VALUE).orElse(1L),
            config -> config.training().seed());

    static final Setting<Monitor> MONITOR = Setting.of(
            "training.monitor",
            "The figure of the validation set by which an epoch is the best, and its network kept.",
            new Name<>(List.of(Monitor.values()), Monitor::label).orElse(Monitor.VALIDATION_ACCURACY),
            config -> config.training().monitor());

    static final Setting<Long> PATIENCE = Setting.of(
            "training.patience",
            "Epochs without a better training.monitor after which the training ends; 0 is never.",
            new Whole(0, Integer.MAX_VALUE).orElse(0L),
            config -> (long) config.training().patience());

    static final Setting<Double> AVERAGING = Setting.of(
            "training.averaging",
            "How much of a moving average of all parameters a step keeps; the average is the trained network. 0 is no average.",
            Real.fractionBelowOne().orElse(0.0),
            config -> config.training().averaging());

    static final Setting<Double> CHECKPOINT_SECONDS = Setting.of(
            "training.checkpointSeconds",
            "How often an epoch under way is saved, in seconds; fractions are allowed.",
            Real.positive(1_000_000_000).orElse(30.0),
            config -> config.training().checkpointSeconds());

    static final Setting<Long> KEEP_STEPS = Setting.of(
            "training.keepSteps",
            "The network is kept at the start and after every so many steps, for plots of its path; 0 keeps none.",
            new Whole(0, Integer.MAX_VALUE).orElse(0L),
            config -> (long) config.training().keepSteps());

    static final Section ROOT = Section.of(
            "",
            "What one run of mnist trains, on what, and how.",
            Section.of(
                    "data",
                    "Where the examples come from.",
                    DIRECTORY,
                    TRANSPOSE,
                    LABEL_OFFSET,
                    VALIDATION,
                    PREPROCESS,
                    Section.of(
                            "data.augment",
                            "How training images are distorted, anew in each epoch.",
                            SHIFT,
                            ROTATION,
                            Section.of("data.augment.elastic", "Bends images by random displacements.", ALPHA, SIGMA),
                            PROBABILITY)),
            Section.of("network", "The layers and their start values.", LAYERS, HIDDEN, OUTPUT, INITIALIZER),
            COST,
            OptimizerTable.SECTION,
            Section.of("regularization", "What keeps a network from learning its examples by heart.", L2, L1, DROPOUT),
            Section.of(
                    "training",
                    "How many steps, on what.",
                    EPOCHS,
                    BATCH_SIZE,
                    SEED,
                    MONITOR,
                    PATIENCE,
                    AVERAGING,
                    CHECKPOINT_SECONDS,
                    KEEP_STEPS));

    private ConfigTable() {}
}
