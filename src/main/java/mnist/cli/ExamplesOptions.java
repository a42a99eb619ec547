package mnist.cli;

import java.nio.file.Path;
import java.util.Optional;
import mnist.experiment.EvaluationReport;
import mnist.experiment.Subject;
import picocli.CommandLine.Option;

/** Which examples a network is looked at with; a mixin of the commands that need both. */
final class ExamplesOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the data set; by default the one that the network was trained on.")
    private Path data;

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "test, validation or train; by default test, unless said otherwise.")
    private EvaluationReport.Part split;

    /** Loads these examples for a checkpoint; those of the test files, if none are named. */
    Subject load(Subject.Source source, Console console) {
        return load(source, EvaluationReport.Part.TEST, console);
    }

    /** Loads these examples for a checkpoint; the part of the data set that is given here, if the user names none. */
    Subject load(Subject.Source source, EvaluationReport.Part standard, Console console) {
        return Subject.load(source, Optional.ofNullable(data), split == null ? standard : split, console::warn);
    }

    /** Loads what a checkpoint's network was trained on, whatever part is named here. */
    Subject training(Subject.Source source, Console console) {
        return Subject.load(source, Optional.ofNullable(data), EvaluationReport.Part.TRAIN, console::warn);
    }
}
