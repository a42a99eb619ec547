package mnist.training;

import java.util.Optional;
import mnist.data.Dataset;
import mnist.data.Preprocessing;

/**
 * The examples of a training; none of them is a test example.
 *
 * @param training what the steps are taken on
 * @param validation what each epoch is judged by, if anything
 */
public record TrainingExamples(Dataset training, Optional<Dataset> validation) {
    /**
     * Keeps the last examples of a training file out of training.
     *
     * @param validation how many of them; 0 for none
     * @throws IllegalArgumentException if that leaves nothing to train on
     */
    public static TrainingExamples split(Dataset file, int validation) {
        int training = file.size() - validation;
        if (validation < 0 || training < 1) {
            throw new IllegalArgumentException(
                    "%d of %d examples cannot be kept out of training".formatted(validation, file.size()));
        }
        return new TrainingExamples(
                file.subset(0, training),
                validation == 0 ? Optional.empty() : Optional.of(file.subset(training, file.size())));
    }

    /** Returns these examples, to be shown to a network in the given way. */
    public TrainingExamples preprocessedBy(Preprocessing how) {
        return new TrainingExamples(
                training.preprocessedBy(how), validation.map(examples -> examples.preprocessedBy(how)));
    }
}
