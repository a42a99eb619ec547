package mnist.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.data.FileDigest;
import mnist.json.Json;
import mnist.json.Quote;
import mnist.training.Tally;
import mnist.training.TrainingState;

/** The texts that stand in a checkpoint's header beside its tensors. */
final class CheckpointMetadata {
    private static final String FORMAT = "format";
    private static final String THIS_FORMAT = "mnist-checkpoint-1";
    private static final String CONFIG = "config";
    private static final String BEST_COST = "best.validation_cost";
    private static final String PLATEAUS = "schedule.plateaus";
    private static final String OPTIMIZER = "optimizer.";
    private static final String DATA = "data.";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path file;
    private final Map<String, String> texts;

    CheckpointMetadata(Path file, Map<String, String> texts) {
        this.file = file;
        this.texts = texts;
        String format = texts.get(FORMAT);
        if (!THIS_FORMAT.equals(format)) {
            throw new StorageException(file + ": is not a checkpoint that this version reads, found format "
                    + (format == null ? "none" : Quote.quoted(format)) + ", expected \"" + THIS_FORMAT
                    + "\". Use a file that this version of mnist wrote"
                    + (texts.containsKey(CONFIG)
                            ? "."
                            : ", or say with --config which network another program's file holds."));
        }
    }

    /** Returns the texts of a checkpoint. */
    static Map<String, String> of(Checkpoint checkpoint) {
        Map<String, String> texts = new TreeMap<>();
        TrainingState state = checkpoint.state();
        texts.put(FORMAT, THIS_FORMAT);
        texts.put(CONFIG, json(checkpoint.config()));
        texts.put("epoch", Integer.toString(state.epoch()));
        texts.put("minibatch", Integer.toString(state.minibatch()));
        texts.put("tally.examples", Long.toString(state.tally().examples()));
        texts.put("tally.cost_sum", Double.toString(state.tally().costSum()));
        texts.put("tally.correct", Long.toString(state.tally().correct()));
        texts.put("best.epoch", Integer.toString(state.best().epoch()));
        texts.put("best.validation_accuracy", Double.toString(state.best().validationAccuracy()));
        texts.put(BEST_COST, Double.toString(state.best().validationCost()));
        if (state.plateaus() > 0) {
            texts.put(PLATEAUS, Integer.toString(state.plateaus()));
        }
        state.numbers().forEach((name, number) -> texts.put(OPTIMIZER + name, Double.toString(number)));
        for (FileDigest digest : checkpoint.trainingData()) {
            texts.put(DATA + digest.file(), digest.sha256());
        }
        return texts;
    }

    /** Returns the config as JSON, without {@link Checkpoint#NOT_KEPT}. */
    String config() {
        return text(CONFIG);
    }

    /** Returns how far the training had come. */
    TrainingState state() {
        Tally tally = new Tally(
                number("tally.examples", Long::valueOf, count -> count >= 0),
                number("tally.cost_sum", Double::valueOf, Double::isFinite),
                number("tally.correct", Long::valueOf, count -> count >= 0));
        int epoch = number("epoch", Integer::valueOf, count -> count >= 0);
        TrainingState.Best best = new TrainingState.Best(
                number("best.epoch", Integer::valueOf, which -> which >= 0 && which <= epoch),
                number("best.validation_accuracy", Double::valueOf, CheckpointMetadata::isFractionOrNone),
                // Files of earlier versions have none.
                texts.containsKey(BEST_COST) ? number(BEST_COST, Double::valueOf, cost -> true) : Double.NaN);
        int minibatch = number("minibatch", Integer::valueOf, count -> count >= 0);
        if (tally.correct() > tally.examples() || minibatch == 0 && !tally.equals(Tally.NONE)) {
            throw bad("tally", tally.correct() + " of " + tally.examples() + " at minibatch " + minibatch, null);
        }
        int plateaus = texts.containsKey(PLATEAUS) ? number(PLATEAUS, Integer::valueOf, count -> count >= 0) : 0;
        return new TrainingState(epoch, minibatch, tally, best, plateaus, optimizerNumbers());
    }

    private Map<String, Double> optimizerNumbers() {
        Map<String, Double> numbers = new TreeMap<>();
        texts.keySet().stream()
                .filter(key -> key.startsWith(OPTIMIZER))
                .forEach(key ->
                        numbers.put(key.substring(OPTIMIZER.length()), number(key, Double::valueOf, Double::isFinite)));
        return numbers;
    }

    /** Returns the files that the network was trained on. */
    List<FileDigest> trainingData() {
        List<FileDigest> digests = new ArrayList<>();
        texts.forEach((key, value) -> {
            if (key.startsWith(DATA)) {
                if (!SHA256.matcher(value).matches()) {
                    throw bad(key, Quote.quoted(value), null);
                }
                digests.add(new FileDigest(key.substring(DATA.length()), value));
            }
        });
        return digests;
    }

    private static String json(Config config) {
        JsonNode tree = Json.parseStrict(ConfigWriter.toCompactJson(config));
        for (String path : Checkpoint.NOT_KEPT) {
            int dot = path.indexOf('.');
            ((ObjectNode) tree.get(path.substring(0, dot))).remove(path.substring(dot + 1));
        }
        return Json.compact(tree);
    }

    /** NaN stands for the accuracy of a training without a validation set. */
    private static boolean isFractionOrNone(double accuracy) {
        return Double.isNaN(accuracy) || accuracy >= 0 && accuracy <= 1;
    }

    private <T> T number(String key, Function<String, T> parser, Predicate<T> isValid) {
        String text = text(key);
        try {
            T number = parser.apply(text);
            if (isValid.test(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(key, Quote.quoted(text), e);
        }
        throw bad(key, Quote.quoted(text), null);
    }

    private String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new StorageException(
                    file + ": its metadata lacks " + Quote.quoted(key) + ". " + SafetensorsReader.ADVICE);
        }
        return text;
    }

    private StorageException bad(String key, String found, Throwable cause) {
        return new StorageException(
                file + ": its metadata has no valid " + Quote.quoted(key) + ", found " + found + ". "
                        + SafetensorsReader.ADVICE,
                cause);
    }
}
