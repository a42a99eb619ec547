package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.config.Json;
import mnist.experiment.RunObserver;
import mnist.experiment.RunOptions;
import mnist.experiment.RunResult;
import mnist.experiment.TrainingRun;
import mnist.storage.RunStatus;
import mnist.training.DivergedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mnist train}: a config or a run that was stopped in, a run directory out. */
@Command(
        name = "train",
        header = "Train a network from a config, or go on with a run; write a run directory.",
        customSynopsis = {
            "mnist train --config FILE [--set PATH=VALUE]... [--out DIR] [--force] [-q] [--json]",
            "       mnist train --resume DIR [--set training.epochs=N] [-q] [--json]",
        },
        description = {
            "%nExamples:",
            "  ./mnist train --config configs/3b1b.json --out runs/first",
            "  ./mnist train --resume runs/first",
            "  ./mnist train --resume runs/first --set training.epochs=20",
            "%nCtrl-C saves the run and shows how to go on; a second Ctrl-C leaves at once."
                    + " A run that was resumed ends with the same bytes as one that was never stopped.%n",
        },
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    private final Console console;
    private final List<String> commandLine;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "The config of a new run, a JSON file.")
    private Path config;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with the run in this directory, from its last checkpoint.")
    private Path resume;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Replace a value of the config, e.g. optimizer.learningRate=0.1; may be repeated. With --resume,"
                            + " only training.epochs and training.checkpointSeconds can change.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory of a new run; by default runs/<config name>-<time>.")
    private Path out;

    @Option(names = "--force", description = "Replace an earlier run in the run directory.")
    private boolean force;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    TrainCommand(Console console, List<String> commandLine) {
        this.console = console;
        this.commandLine = commandLine;
    }

    @Override
    public Integer call() {
        checkOptions();
        try (StopRequest request = new StopRequest()) {
            TrainingView view = new TrainingView(console, quiet, request::isMade);
            RunResult result;
            try {
                result = run(view);
            } catch (DivergedException e) {
                view.diverged();
                throw e;
            } finally {
                view.finish();
            }
            boolean stopped = result.status() == RunStatus.STOPPED;
            if (stopped) {
                console.err()
                        .println("%s: stopped and saved. Go on with: ./mnist train --resume %s"
                                .formatted(result.run(), ShellWord.of(result.run())));
            }
            console.out().println(json ? Json.compact(result) : TrainingSummary.of(result));
            return stopped ? request.exitCode() : ExitCode.DONE;
        }
    }

    private void checkOptions() {
        if ((config == null) == (resume == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected one of --config and --resume, found " + (config == null ? "none" : "both"));
        }
        if (resume != null && (out != null || force)) {
            throw new ParameterException(
                    spec.commandLine(),
                    (force ? "--force" : "--out") + " goes with --config; --resume goes on in the run's own directory");
        }
    }

    private RunResult run(RunObserver observer) {
        if (resume != null) {
            return TrainingRun.resume(resume, overrides, observer);
        }
        Config effective = ConfigReader.read(config, overrides);
        RunOptions options = new RunOptions(out == null ? FreshDirectory.of("", config) : out, force, commandLine);
        return TrainingRun.start(effective, options, observer);
    }
}
