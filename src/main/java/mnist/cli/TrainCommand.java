package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mnist.config.Config;
import mnist.config.ConfigReader;
import mnist.config.Json;
import mnist.experiment.RunObserver;
import mnist.experiment.RunOptions;
import mnist.experiment.RunResult;
import mnist.experiment.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist train}: a config in, a run directory out. */
@Command(
        name = "train",
        header = "Train a network from a config and write a run directory.",
        customSynopsis = {
            "mnist train --config FILE [--set PATH=VALUE]... [--out DIR] [--force] [-q] [--json]",
        },
        description = {
            "%nExample:",
            "  ./mnist train --config configs/3b1b.json --out runs/first%n",
        },
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Console console;
    private final List<String> commandLine;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The config, a JSON file.")
    private Path config;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replace a value of the config, e.g. optimizer.learningRate=0.1; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory; by default runs/<config name>-<time>.")
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
        Config effective = ConfigReader.read(config, overrides);
        RunOptions options = new RunOptions(out == null ? freshDirectory() : out, force, commandLine);
        TrainingView view = new TrainingView(console);
        RunResult result;
        try {
            result = TrainingRun.start(effective, options, quiet ? RunObserver.NONE : view);
        } finally {
            view.finish();
        }
        console.out().println(json ? Json.compact(result) : TrainingSummary.of(result, effective));
        return ExitCode.DONE;
    }

    private Path freshDirectory() {
        String name = config.getFileName().toString().replaceFirst("\\.json$", "");
        String stem = name + "-" + TIME.format(LocalDateTime.now());
        Path directory = Path.of("runs", stem);
        for (int i = 2; Files.exists(directory); i++) {
            directory = Path.of("runs", stem + "-" + i);
        }
        return directory;
    }
}
