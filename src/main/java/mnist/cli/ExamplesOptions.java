package mnist.cli;

import java.nio.file.Path;
import java.util.Optional;
import mnist.data.SearchPath;
import mnist.experiment.EvaluationReport;
import mnist.experiment.Subject;
import picocli.CommandLine.Option;

/** Which examples a network is looked at with; a mixin of the commands that need both. */
final class ExamplesOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the data set; by default that of the training.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "test",
            description = "test, validation or train; by default ${DEFAULT-VALUE}.")
    private EvaluationReport.Part split;

    /** Evaluates a checkpoint file, or the best checkpoint of a run directory, on these examples. */
    EvaluationReport evaluate(Path checkpoint, Console console) {
        return EvaluationReport.of(SearchPath.find(checkpoint), Optional.ofNullable(data), split, console::warn);
    }

    /** Loads these examples for a checkpoint. */
    Subject load(Subject.Source source, Console console) {
        return Subject.load(source, Optional.ofNullable(data), split, console::warn);
    }
}
