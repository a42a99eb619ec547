package mnist.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import mnist.config.Config;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.DatasetName;
import mnist.data.Split;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.RunRecord;
import mnist.storage.StorageException;
import mnist.training.Evaluation;
import mnist.training.Evaluator;
import mnist.training.TrainingExamples;

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
 * @param perClass each class against the others
 * @param confusion how many examples of each true class (row) were given each class (column)
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
        List<Evaluation.ClassScore> perClass,
        long[][] confusion) {
    /** Which examples to evaluate on. */
    public enum Part {
        /** The test files. */
        TEST,
        /** What the config kept out of training. */
        VALIDATION,
        /** What the network was trained on. */
        TRAIN
    }

    /**
     * Evaluates a checkpoint on every example of a part of a data set.
     *
     * @param checkpoint a checkpoint file; or a run directory, for its best one
     * @param directory the folder of the data set, or nothing for that of the checkpoint's config
     * @param part which examples
     * @param warnings told, in one line, what makes the numbers mean something else than they seem to
     * @throws mnist.storage.StorageException if the checkpoint is missing or damaged
     * @throws mnist.data.DataException if the data is missing, damaged, or does not fit the network
     */
    public static EvaluationReport of(Path checkpoint, Optional<Path> directory, Part part, Consumer<String> warnings) {
        Subject subject = Subject.load(checkpoint, directory, part, warnings);
        Checkpoint loaded = subject.checkpoint;
        Evaluation evaluation =
                new Evaluator(loaded.network(), loaded.config().objective(), subject.examples).evaluate();
        return new EvaluationReport(
                subject.file.toString(),
                subject.folder.toString(),
                part.name().toLowerCase(Locale.ROOT),
                DatasetName.of(subject.examples.digests()).classNames(),
                evaluation.examples(),
                evaluation.correct(),
                evaluation.accuracy(),
                evaluation.accuracyInterval(),
                evaluation.cost(),
                evaluation.perClass(),
                evaluation.confusion());
    }

    /**
     * A checkpoint, and the examples to evaluate it on.
     *
     * @param file of the checkpoint
     * @param folder of the data set
     * @param examples as they are shown to the network
     */
    public record Subject(Path file, Checkpoint checkpoint, Path folder, Dataset examples) {
        /** Loads both; the arguments and errors are those of {@link EvaluationReport#of}. */
        public static Subject load(Path checkpoint, Optional<Path> directory, Part part, Consumer<String> warnings) {
            Path file = Files.isDirectory(checkpoint) ? new RunFiles(checkpoint).best() : checkpoint;
            Checkpoint loaded = CheckpointFile.read(file);
            Config config = loaded.config();
            Split split = part == Part.TEST ? Split.TEST : Split.TRAIN;
            DataFolder data = directory
                    .map(path -> DataFolder.at(path, split))
                    .orElseGet(() -> DataFolder.find(config, recordBeside(file), split));
            data.requireFits(loaded.network().architecture());
            split.ambiguities(data.path()).forEach(warnings);
            if (part != Part.TEST) {
                warnIfNotTrainedOn(data, loaded, warnings);
            }
            Dataset examples = EvaluationReport.examples(data.file(), config, part);
            return new Subject(file, loaded, data.path(), examples.preprocessedBy(loaded.preprocessing()));
        }
    }

    /** The parts of a training file mean what they say only for the file that the network was trained on. */
    private static void warnIfNotTrainedOn(DataFolder data, Checkpoint checkpoint, Consumer<String> warnings) {
        List<String> differences = ExperimentData.differences(data.file().digests(), checkpoint.trainingData());
        if (!differences.isEmpty()) {
            warnings.accept("%s: is not what the checkpoint was trained on: %s. %s"
                    .formatted(
                            data.path(),
                            String.join("; ", differences),
                            "Do not read these numbers as its training or validation accuracy."));
        }
    }

    /** A checkpoint of a run directory lies beside what tells where the data was. */
    private static Optional<RunRecord> recordBeside(Path checkpoint) {
        Path run = new RunFiles(checkpoint.toAbsolutePath().getParent()).run();
        try {
            return Files.exists(run) ? Optional.of(RunJson.read(run)) : Optional.empty();
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    private static Dataset examples(Dataset file, Config config, Part part) {
        if (part == Part.TEST) {
            return file;
        }
        TrainingExamples parts = ExperimentData.split(file, config.data().validation());
        return part == Part.TRAIN
                ? parts.training()
                : parts.validation()
                        .orElseThrow(() -> new DataException(
                                "data.validation: the checkpoint's config keeps no examples for validation, found 0,"
                                        + " expected at least 1. Use --split test or train."));
    }
}
