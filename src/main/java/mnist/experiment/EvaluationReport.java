package mnist.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import mnist.data.DatasetName;
import mnist.training.Answers;
import mnist.training.Calibration;
import mnist.training.Evaluation;

/**
 * How a checkpoint does on a data set; the numbers that {@code mnist eval --json} prints.
 *
 * @param checkpoint the file
 * @param data the folder of the data set
 * @param split which part of it
 * @param classNames of the data set, in the order of their numbers; none where classes have only numbers
 * @param examples how many there are
 * @param correct how many were given their class
 * @param accuracy correct / examples, in [0, 1]
 * @param accuracyInterval its 95 % interval (Wilson)
 * @param cost mean over the examples, by the cost of the training
 * @param topAccuracy for some k, the fraction of the examples whose class is among the k with the largest outputs
 * @param calibrationError see {@link Calibration#error}; NaN where the outputs are no probabilities
 * @param perClass each class against the others
 * @param confusion how many examples of each true class (row) were given each class (column)
 * @param wrong the worst mistakes, the widest gap first; null unless asked for
 */
public record EvaluationReport(
        String checkpoint,
        String data,
        String split,
        List<String> classNames,
        long examples,
        long correct,
        double accuracy,
        Evaluation.Interval accuracyInterval,
        double cost,
        Map<Integer, Double> topAccuracy,
        double calibrationError,
        List<Evaluation.ClassScore> perClass,
        long[][] confusion,
        List<Mistake> wrong) {
    /** Which examples to evaluate on. */
    public enum Part {
        /** The test files. */
        TEST,
        /** What the config kept out of training. */
        VALIDATION,
        /** What the network was trained on. */
        TRAIN;

        /** Returns the name that options and results use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The k of {@link #topAccuracy}; of few classes, those below their number. */
    private static final List<Integer> TOP = List.of(2, 3, 5);

    /**
     * An example that was given another class than its own.
     *
     * @param index of the example, from 0
     * @param label its class
     * @param answer the class that it was given
     * @param probability the output of the answer
     * @param labelProbability the output of its class
     */
    public record Mistake(int index, int label, int answer, double probability, double labelProbability) {}

    /**
     * Evaluates a checkpoint on every example of a part of a data set; the errors are those of {@link Subject}.
     *
     * @param checkpoint a checkpoint file; or a run directory, for its best one
     * @param directory the folder of the data set, or nothing for that of the checkpoint's config
     * @param part which examples
     * @param warnings told, in one line, what makes the numbers mean something other than they seem to
     */
    public static EvaluationReport of(Path checkpoint, Optional<Path> directory, Part part, Consumer<String> warnings) {
        Subject subject = Subject.load(Subject.Source.read(checkpoint, Optional.empty()), directory, part, warnings);
        return of(subject, subject.answers(), null);
    }

    /**
     * Takes the numbers of some answers.
     *
     * @param mistakes how many of the worst mistakes, at most; none is null
     */
    public static EvaluationReport of(Subject subject, Answers answers, Integer mistakes) {
        Evaluation evaluation = answers.evaluation();
        return new EvaluationReport(
                subject.file().toString(),
                subject.folder().toString(),
                subject.part().label(),
                DatasetName.of(subject.examples().digests()).classNames(),
                evaluation.examples(),
                evaluation.correct(),
                evaluation.accuracy(),
                evaluation.accuracyInterval(),
                evaluation.cost(),
                topAccuracy(answers),
                Calibration.of(answers, subject.checkpoint().config().network().output())
                        .map(Calibration::error)
                        .orElse(Double.NaN),
                evaluation.perClass(),
                evaluation.confusion(),
                mistakes == null
                        ? null
                        : answers.wrong().stream()
                                .limit(mistakes)
                                .map(i -> mistake(answers, i))
                                .toList());
    }

    private static Map<Integer, Double> topAccuracy(Answers answers) {
        Map<Integer, Double> accuracies = new LinkedHashMap<>();
        TOP.stream()
                .filter(k -> k < answers.evaluation().confusion().length)
                .forEach(k -> accuracies.put(k, answers.topAccuracy(k)));
        return accuracies;
    }

    private static Mistake mistake(Answers answers, int example) {
        int label = answers.examples().label(example);
        return new Mistake(
                example,
                label,
                answers.answer(example),
                answers.confidence(example),
                answers.outputs()[example][label]);
    }
}
