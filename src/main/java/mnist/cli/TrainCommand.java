package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mnist.config.Config;
import mnist.data.SearchPath;
import mnist.experiment.ResumeOptions;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mnist train}: a config or a run that was stopped in, a run directory out. */
@Command(
        name = "train",
        header = "Train a network from a config, or resume a run; write a run directory.",
        customSynopsis = {
            "mnist train [--config] FILE [--set PATH=VALUE]... [--out DIR] [--force]",
            "            [--from FILE-or-DIR] [--keep N] [--no-test] [--portable]",
            "            [-q] [--json]",
            "       mnist train --resume DIR [--set training.epochs=N] [--no-test]",
            "            [--accept-other-bits] [-q] [--json]",
        },
        description = {
            "%nExamples:",
            "  ./mnist train configs/3b1b.json --out runs/first",
            "  ./mnist train --resume runs/first",
            "  ./mnist train --resume runs/first --set training.epochs=20",
            "%nCtrl-C saves the run and shows how to resume it; a second Ctrl-C ends it at once."
                    + " A run that was resumed ends with the same bytes as one that was never stopped.%n",
        },
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    private final Console console;
    private final List<String> commandLine;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE-or-DIR",
            description = "A config to train from, as with --config; or the directory of a run, as with --resume.")
    private Path given;

    @Option(names = "--config", paramLabel = "FILE", description = "The config of a new run, a JSON file.")
    private Path config;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Resume the run in this directory from its last checkpoint, on the kernels it was begun with.")
    private Path resume;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Replace a value of the config, e.g. optimizer.learningRate=0.1; may be repeated. With --resume,"
                            + " only training.epochs, training.patience, training.checkpointSeconds and training.keepSteps"
                            + " can change.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory of a new run; by default runs/<config name>-<time>.")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "FILE-or-DIR",
            description =
                    "Begin a new run with the network of this checkpoint, or of a run's best one, in place of start"
                            + " values. The config must describe the same network.")
    private Path from;

    @Option(names = "--force", description = "Replace an earlier run in the run directory.")
    private boolean force;

    @Option(names = "--no-test", description = "Leave the test set alone: the finished run is not evaluated on it.")
    private boolean noTest;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Keep the network at the start and after every N steps, for 'plot surface': the same as --set"
                    + " training.keepSteps=N.")
    private Integer keep;

    @Option(names = "--portable", description = PortableOption.DESCRIPTION)
    private boolean portable;

    @Option(
            names = "--accept-other-bits",
            description = "Resume even where the last bits of the results will differ: on other kernels, or with"
                    + " another arithmetic, than the run was begun with.")
    private boolean acceptOtherBits;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    TrainCommand(Console console, List<String> commandLine) {
        this.console = console;
        this.commandLine = commandLine;
    }

    @Override
    public Integer call() {
        takeGiven();
        if (keep != null) {
            overrides.add("training.keepSteps=" + keep);
        }
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
                        .println("%s: stopped and saved. Resume it with: %s train --resume %s"
                                .formatted(result.run(), ShellWord.program(), ShellWord.of(result.run())));
            }
            output.print(console, result, TrainingSummary::of);
            return stopped ? request.exitCode() : ExitCode.DONE;
        }
    }

    /** The one word without an option is what it plainly is: a file can only be a config, a directory only a run. */
    private void takeGiven() {
        if (given == null) {
            return;
        }
        if (config != null || resume != null) {
            throw wrongUse("Expected one config or run, found " + given + " beside "
                    + (config != null ? "--config" : "--resume"));
        }
        if (Files.isDirectory(SearchPath.find(given))) {
            resume = given;
        } else {
            config = given;
        }
    }

    private void checkOptions() {
        if ((config == null) == (resume == null)) {
            throw wrongUse("Expected one of --config and --resume, found " + (config == null ? "none" : "both"));
        }
        if (resume != null && (out != null || force)) {
            throw wrongUse(
                    (force ? "--force" : "--out") + " goes with --config; --resume works in the run's own directory");
        }
        if (resume != null && from != null) {
            throw wrongUse("--from goes with --config; a run is resumed from its own last checkpoint");
        }
        if (resume != null && portable) {
            throw wrongUse("--portable goes with --config; a run is resumed on the kernels that it was begun with");
        }
        if (resume == null && acceptOtherBits) {
            throw wrongUse("--accept-other-bits goes with --resume");
        }
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private RunResult run(RunObserver observer) {
        if (resume != null) {
            return TrainingRun.resume(
                    new ResumeOptions(SearchPath.find(resume), overrides, noTest, acceptOtherBits, commandLine),
                    observer);
        }
        Config effective = JsonFiles.config(config, overrides);
        return out == null
                ? FreshDirectory.use("", config, directory -> start(effective, directory, observer))
                : start(effective, out, observer);
    }

    private RunResult start(Config effective, Path directory, RunObserver observer) {
        RunOptions options = new RunOptions(directory, force, noTest, portable, commandLine);
        return from == null
                ? TrainingRun.start(effective, options, observer)
                : TrainingRun.fineTune(SearchPath.find(from), effective, options, observer);
    }
}
