package mnist.insight;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.DatasetName;
import mnist.data.IoReason;
import mnist.storage.Checkpoint;
import mnist.training.Answers;

/** Asks a network which digit is on a picture. Made once, it can be asked again and again. */
public final class Predictor {
    /** The name of the picture that comes from standard input. */
    public static final String STANDARD_INPUT = "-";

    private final Checkpoint checkpoint;
    private final boolean raw;
    private final int rows;
    private final int columns;
    private final InputStream standardInput;

    /**
     * What came of a picture: a prediction, or why there is none.
     *
     * @param shades what the network saw, {@code (rows, columns)}, each 0 (paper) to 255 (ink)
     * @param problem with a line for the user
     */
    public record Outcome(Optional<Prediction> prediction, int[][] shades, Optional<DataException> problem) {}

    /**
     * @param raw whether pictures are the network's own images already: of its size, 0 background, 255 ink
     * @param standardInput what {@code -} stands for
     * @throws DataException if the network's inputs are no images
     */
    public Predictor(Checkpoint checkpoint, boolean raw, InputStream standardInput) {
        this.checkpoint = checkpoint;
        this.raw = raw;
        this.standardInput = standardInput;
        int inputs = checkpoint.network().architecture().size(0);
        rows = WeightImages.height(checkpoint.config(), inputs);
        columns = inputs / rows;
        if (rows * columns != inputs) {
            throw new DataException(
                    "network.layers[0]: the inputs make no image, found %d, expected rows x columns. ".formatted(inputs)
                            + "Put the data set in data.directory, whose images have the shape.");
        }
    }

    /** Returns what the network says of each picture, in their order. */
    public List<Outcome> predict(List<String> names) {
        // On all cores: decoding takes longer than all else.
        List<Attempt> attempts = names.parallelStream().map(this::attempt).toList();
        List<PreparedImage> images =
                attempts.stream().map(Attempt::image).filter(Objects::nonNull).toList();
        Answers answers = images.isEmpty() ? null : ask(images);
        DatasetName dataset = DatasetName.of(checkpoint.trainingData());
        List<Outcome> outcomes = new ArrayList<>();
        int next = 0;
        for (Attempt attempt : attempts) {
            PreparedImage image = attempt.image;
            if (image == null) {
                outcomes.add(new Outcome(Optional.empty(), new int[0][0], Optional.of(attempt.problem)));
            } else {
                Prediction prediction = Prediction.of(answers, next, dataset, attempt.name, image.doubts());
                outcomes.add(new Outcome(Optional.of(prediction), image.shades(), Optional.empty()));
                next++;
            }
        }
        return outcomes;
    }

    /** A picture, and the image made of it or else the problem. */
    private record Attempt(String name, PreparedImage image, DataException problem) {}

    private Attempt attempt(String name) {
        try {
            GreyImage picture = read(name);
            PreparedImage image =
                    raw ? PreparedImage.raw(name, picture, rows, columns) : PreparedImage.of(picture, rows, columns);
            return new Attempt(name, image, null);
        } catch (DataException e) {
            return new Attempt(name, null, e);
        }
    }

    /**
     * Returns what the network sees of a picture, as a data set of one example without a label.
     *
     * @throws DataException if the picture cannot be read
     */
    public Dataset image(String name) {
        Attempt attempt = attempt(name);
        if (attempt.image == null) {
            throw attempt.problem;
        }
        return Dataset.unlabelled(attempt.image.pixels(), rows, columns).preprocessedBy(checkpoint.preprocessing());
    }

    private Answers ask(List<PreparedImage> images) {
        byte[] pixels = new byte[images.size() * rows * columns];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).pixels(), 0, pixels, i * rows * columns, rows * columns);
        }
        Dataset examples = Dataset.unlabelled(pixels, rows, columns).preprocessedBy(checkpoint.preprocessing());
        return checkpoint.evaluator(examples).answers();
    }

    private GreyImage read(String name) {
        try {
            if (name.equals(STANDARD_INPUT)) {
                return ImageFile.read("standard input", standardInput);
            }
            try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(name)))) {
                return ImageFile.read(name, in);
            }
        } catch (NoSuchFileException e) {
            throw new DataException(name + ": no such file. Check the path.", e);
        } catch (IOException e) {
            throw new DataException("%s: cannot be read, %s. Name a picture.".formatted(name, IoReason.of(e)), e);
        }
    }
}
