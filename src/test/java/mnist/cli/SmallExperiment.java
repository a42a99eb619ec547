package mnist.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mnist.data.IdxBuilder;
import mnist.data.Split;
import mnist.json.Json;

/**
 * A data set that is learnt in well under a second, and a config for it. An image of class k has two bright rows, 2k and
 * 2k + 1, in dim noise. One label in twenty is wrong on purpose, so that a network that has learnt everything there is to
 * learn is right on 19 of 20 examples.
 */
final class SmallExperiment {
    static final int TRAINING_FILE = 300;
    static final int VALIDATION = 60;
    static final int TEST = 120;
    /** The accuracy of a network that has learnt everything there is to learn. */
    static final double LEARNABLE = 19.0 / 20;
    /** 36-8-3. */
    static final int PARAMETERS = 36 * 8 + 8 + 8 * 3 + 3;

    private SmallExperiment() {}

    /** Writes both splits and returns their directory. */
    static Path data(Path directory) {
        builder(TRAINING_FILE).write(directory, Split.TRAIN);
        return builder(TEST).write(directory, Split.TEST);
    }

    /** Returns the files of one split, to be written or bent. */
    static IdxBuilder builder(int examples) {
        return new IdxBuilder()
                .examples(examples)
                .size(6, 6)
                .pixels((example, row, column) -> noise(example, row, column) + (row / 2 == example % 3 ? 180 : 0))
                .labels(example -> (example % 20 == 7 ? example + 1 : example) % 3);
    }

    /** Writes the data and a config of three epochs for it into a folder; returns the config. */
    static Path write(Path folder) {
        Map<String, Object> config = Map.of(
                "data",
                Map.of("directory", data(folder.resolve("data")).toString(), "validation", VALIDATION),
                "network",
                Map.of("layers", List.of(36, 8, 3), "hidden", "sigmoid", "output", "softmax"),
                "cost",
                "cross-entropy",
                "optimizer",
                Map.of("learningRate", 2),
                "training",
                Map.of("epochs", 3, "batchSize", 10, "seed", 7));
        try {
            return Files.writeString(folder.resolve("small.json"), Json.pretty(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trains quietly; returns what {@code --json} prints. */
    static JsonNode train(Path config, Path out, Object... more) {
        Stream<Object> arguments = Stream.of("train", "--config", config, "--out", out, "--json", "-q");
        return CliRunner.json(Stream.concat(arguments, Stream.of(more)).toArray());
    }

    private static int noise(int example, int row, int column) {
        return Math.floorMod((example * 31 + row) * 17 + column * 7919, 61);
    }
}
