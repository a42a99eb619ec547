package mnist.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import mnist.config.ConfigWriter;
import mnist.data.FileDigest;
import mnist.training.Tally;
import mnist.training.TrainingState;

/** The texts that stand in a checkpoint's header beside its tensors. */
final class CheckpointMetadata {
    private static final String FORMAT = "format";
    private static final String THIS_FORMAT = "mnist-checkpoint-1";
    private static final String CONFIG = "config";
    private static final String DATA = "data.";

    private final Path file;
    private final Map<String, String> texts;

    CheckpointMetadata(Path file, Map<String, String> texts) {
        this.file = file;
        this.texts = texts;
        String format = texts.get(FORMAT);
        if (!THIS_FORMAT.equals(format)) {
            throw new StorageException(file + ": is no checkpoint that this version reads, found format "
                    + (format == null ? "none" : ErrorText.quote(format)) + ", expected \"" + THIS_FORMAT
                    + "\". Use a file that this version of mnist wrote.");
        }
    }

    /** Returns the texts of a checkpoint. */
    static Map<String, String> of(Checkpoint checkpoint) {
        Map<String, String> texts = new TreeMap<>();
        TrainingState state = checkpoint.state();
        texts.put(FORMAT, THIS_FORMAT);
        texts.put(CONFIG, ConfigWriter.toCompactJson(checkpoint.config()));
        texts.put("epoch", Integer.toString(state.epoch()));
        texts.put("minibatch", Integer.toString(state.minibatch()));
        texts.put("tally.examples", Long.toString(state.tally().examples()));
        texts.put("tally.cost_sum", Double.toString(state.tally().costSum()));
        texts.put("tally.correct", Long.toString(state.tally().correct()));
        texts.put("best.epoch", Integer.toString(state.best().epoch()));
        texts.put("best.validation_accuracy", Double.toString(state.best().validationAccuracy()));
        for (FileDigest digest : checkpoint.trainingData()) {
            texts.put(DATA + digest.file(), digest.sha256());
        }
        return texts;
    }

    /** Returns the config as JSON. */
    String config() {
        return text(CONFIG);
    }

    /** Returns how far the training had come. */
    TrainingState state() {
        Tally tally = new Tally(
                number("tally.examples", Long::valueOf),
                number("tally.cost_sum", Double::valueOf),
                number("tally.correct", Long::valueOf));
        TrainingState.Best best = new TrainingState.Best(
                number("best.epoch", Integer::valueOf), number("best.validation_accuracy", Double::valueOf));
        return new TrainingState(number("epoch", Integer::valueOf), number("minibatch", Integer::valueOf), tally, best);
    }

    /** Returns the files that the network was trained on. */
    List<FileDigest> trainingData() {
        List<FileDigest> digests = new ArrayList<>();
        texts.forEach((key, value) -> {
            if (key.startsWith(DATA)) {
                digests.add(new FileDigest(key.substring(DATA.length()), value));
            }
        });
        return digests;
    }

    private <T> T number(String key, Function<String, T> parser) {
        String text = text(key);
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw bad(key, ErrorText.quote(text), e);
        }
    }

    private String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw bad(key, "nothing", null);
        }
        return text;
    }

    private StorageException bad(String key, String found, Throwable cause) {
        return new StorageException(
                file + ": its metadata has no valid \"" + key + "\", found " + found + ". " + SafetensorsReader.ADVICE,
                cause);
    }
}
