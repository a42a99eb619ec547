package mnist.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mnist.config.Config;
import mnist.data.DataException;
import mnist.data.Dataset;
import mnist.data.Split;
import mnist.exchange.SequentialFile;
import mnist.experiment.EvaluationReport.Part;
import mnist.storage.Checkpoint;
import mnist.storage.CheckpointFile;
import mnist.storage.RunFiles;
import mnist.storage.RunJson;
import mnist.storage.StorageException;
import mnist.training.Answers;
import mnist.training.TrainingExamples;

/**
 * A checkpoint, and the examples to look at it with.
 *
 * @param file of the checkpoint
 * @param folder of the data set
 * @param part which of its examples these are
 * @param examples as they are shown to the network
 */
public record Subject(Path file, Checkpoint checkpoint, Path folder, Part part, Dataset examples) {
    /**
     * Loads the examples for a checkpoint.
     *
     * @param directory the folder of the data set, or nothing for that of the checkpoint's config
     * @param warnings told, in one line, what makes the numbers mean something other than they seem to
     * @throws DataException if the data is missing, damaged, or does not fit the network
     */
    public static Subject load(Source source, Optional<Path> directory, Part part, Consumer<String> warnings) {
        Checkpoint checkpoint = source.checkpoint;
        Split split = part == Part.TEST ? Split.TEST : Split.TRAIN;
        DataFolder data = directory
                .map(path ->
                        DataFolder.at(path, split, checkpoint.config().data().layout()))
                .orElseGet(() -> {
                    // A checkpoint of a run directory lies beside what tells where the data was.
                    RunFiles run = new RunFiles(source.file.toAbsolutePath().getParent());
                    return DataFolder.find(checkpoint.config(), RunJson.find(run.run()), split);
                });
        data.requireFits(checkpoint.network().architecture());
        split.ambiguities(data.path()).forEach(warnings);
        if (part != Part.TEST) {
            warnIfNotTrainedOn(data, checkpoint, warnings);
        }
        Dataset examples = examples(data.file(), checkpoint.config(), part);
        return new Subject(
                source.file, checkpoint, data.path(), part, examples.preprocessedBy(checkpoint.preprocessing()));
    }

    /**
     * A checkpoint, and the file that it is from.
     *
     * @param file the checkpoint file, also where a run directory was named
     */
    public record Source(Path file, Checkpoint checkpoint) {
        /**
         * Reads a checkpoint.
         *
         * @param path a checkpoint file; or a run directory, for its best one
         * @param config of a file that another program wrote (see {@link SequentialFile}); a checkpoint has its own
         * @throws StorageException if the file is missing or damaged, or does not hold the network
         */
        public static Source read(Path path, Optional<Config> config) {
            Path file = Files.isDirectory(path) ? new RunFiles(path).best() : path;
            return new Source(
                    file,
                    config.map(named -> SequentialFile.read(file, named)).orElseGet(() -> CheckpointFile.read(file)));
        }
    }

    /** Asks the network about every example. */
    public Answers answers() {
        return checkpoint.evaluator(examples).answers();
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
