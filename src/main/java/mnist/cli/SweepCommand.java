package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mnist.sweep.SpecReader;
import mnist.sweep.SplitSweep;
import mnist.sweep.Sweep;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepOptions;
import mnist.sweep.SweepResult;
import mnist.sweep.SweepSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mnist sweep}: a spec in, many runs and their ranking out. */
@Command(
        name = "sweep",
        header = "Train many configs from one spec, side by side, and rank them.",
        customSynopsis = {
            "mnist sweep --spec FILE [--out DIR] [--jobs N] [--light] [--force] [-q] [--json]",
            "       mnist sweep --spec FILE --plan [--out DIR] [--force] [-q]",
            "       mnist sweep --spec FILE --shard I/N --out DIR [--jobs N] [--light] [-q] [--json]",
            "       mnist sweep [--spec FILE] --collect DIR... [--out DIR] [--json]",
            "       mnist sweep --resume DIR [--retry-failed] [--jobs N] [--light] [-q] [--json]",
            "       mnist sweep --schema",
        },
        description = {
            "%nExamples:",
            "  ./mnist sweep --spec configs/sweeps/learning-rate.json --out runs/rates",
            "  ./mnist sweep --resume runs/rates",
            "  ./mnist sweep --spec configs/sweeps/random.json --plan --out runs/plan | parallel -j 4",
            "  ./mnist sweep --spec configs/sweeps/random.json --shard 1/2 --out runs/shared",
            "  ./mnist sweep --collect runs/shared",
            "%nExits with 5 if trials failed; the others are done all the same.%n",
        },
        sortOptions = false)
final class SweepCommand implements Callable<Integer> {
    private static final int MISSING_SHOWN = 5;

    private final Console console;
    private final List<String> commandLine;

    @Spec
    private CommandSpec command;

    @Option(names = "--spec", paramLabel = "FILE", description = "The spec of a new sweep, a JSON file.")
    private Path spec;

    @Option(names = "--out", paramLabel = "DIR", description = "Its directory; by default runs/sweep-<name>-<time>.")
    private Path out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description = "Go on with the sweep in this directory: run what is missing or was interrupted.")
    private Path resume;

    @Option(
            names = "--plan",
            description = "Run nothing; print a line for a shell for each trial, which runs it by itself.")
    private boolean plan;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = ShareConverter.class,
            description =
                    "Run the I-th of N equal shares of the trials (grid and random) into --out, which all shares may"
                            + " use at once. What is done there is not run again.")
    private SplitSweep.Share shard;

    @Option(
            names = "--collect",
            paramLabel = "DIR",
            arity = "1..*",
            description =
                    "Run nothing; make results.csv and the ranking of the runs in these folders, wherever they were"
                            + " made, in --out or else in the first. Without --spec, by the spec.json in the first.")
    private List<Path> collect;

    @Option(names = "--schema", description = "Run nothing; print the JSON Schema of a spec, for editors.")
    private boolean schema;

    @Mixin
    private TrialOptions trials;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress; with --plan, in its lines.")
    private boolean quiet;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    SweepCommand(Console console, List<String> commandLine) {
        this.console = console;
        this.commandLine = commandLine;
    }

    @Override
    public Integer call() {
        if (schema) {
            console.out().print(SpecReader.schema());
            console.out().flush();
            return ExitCode.DONE;
        }
        checkOptions();
        if (plan) {
            Path directory = out == null ? Path.of("runs", "sweep-" + FreshDirectory.nameOf(spec)) : out;
            new SplitSweep(spec())
                    .plan(new SweepFiles(directory), trials.force())
                    .forEach(this::printCommand);
            return ExitCode.DONE;
        }
        return collect == null ? train() : collect();
    }

    private int train() {
        SweepOptions options = trials.toOptions(commandLine);
        try (StopRequest request = new StopRequest()) {
            SweepView view = new SweepView(console, quiet, request::isMade);
            SweepResult result;
            try {
                result = train(options, view);
            } finally {
                view.finish();
            }
            print(result);
            int pending = result.counts().pending();
            if (pending > 0) {
                console.err()
                        .println("%s: not finished, %s left. %s"
                                .formatted(result.sweep(), Format.count(pending, "trial"), howToGoOn(result)));
            }
            return pending > 0 && request.isMade() ? request.exitCode() : exitCode(result);
        }
    }

    private SweepResult train(SweepOptions options, SweepView view) {
        if (resume != null) {
            return Sweep.resume(resume, options, view);
        }
        SweepSpec read = spec();
        if (shard != null) {
            return new SplitSweep(read).train(shard, out, options, view);
        }
        return out == null
                ? FreshDirectory.use("sweep-", spec, directory -> Sweep.start(read, directory, options, view))
                : Sweep.start(read, out, options, view);
    }

    private SweepSpec spec() {
        SweepSpec read = SpecReader.read(spec);
        return trials.portable() ? read.onEveryMachine() : read;
    }

    private String howToGoOn(SweepResult result) {
        return shard == null
                ? "Resume with: ./mnist sweep --resume " + ShellWord.of(result.sweep()) + trials.onSameMachines()
                : "Run the same command again to go on.";
    }

    private int collect() {
        SweepFiles first = new SweepFiles(collect.get(0));
        SweepSpec read = SpecReader.read(spec == null ? first.spec() : spec);
        SweepResult result = new SplitSweep(read).collect(collect, out == null ? first : new SweepFiles(out));
        print(result);
        int missing = result.counts().pending();
        if (missing > 0) {
            console.err()
                    .println("%s: not complete, %d of %s missing: %s. Run what is missing and collect again."
                            .formatted(
                                    result.sweep(),
                                    missing,
                                    Format.count(result.counts().trials(), "trial"),
                                    missing(result)));
        }
        return missing > 0 ? ExitCode.FAILED_TRIALS : exitCode(result);
    }

    private static int exitCode(SweepResult result) {
        return result.counts().failed() > 0 ? ExitCode.FAILED_TRIALS : ExitCode.DONE;
    }

    private void printCommand(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        if (quiet) {
            all.add("-q");
        }
        String words = all.stream().map(ShellWord::of).collect(Collectors.joining(" "));
        console.out().println("./mnist " + words);
    }

    private void print(SweepResult result) {
        output.print(console, result, SweepTables::of);
        if (shard == null) {
            SweepPlots.write(result, console.err());
        }
    }

    private static String missing(SweepResult result) {
        List<String> missing = result.trials().stream()
                .filter(trial -> trial.objective().isEmpty() && trial.status().equals("pending"))
                .map(SweepResult.Row::id)
                .toList();
        String shown = missing.stream().limit(MISSING_SHOWN).collect(Collectors.joining(", "));
        return missing.size() > MISSING_SHOWN
                ? shown + " and %,d more".formatted(missing.size() - MISSING_SHOWN)
                : shown;
    }

    private void checkOptions() {
        if (resume == null && collect == null && spec == null) {
            throw wrongUse("Expected one of --spec, --resume and --collect, found none");
        }
        if (resume != null && (spec != null || out != null || plan || shard != null || collect != null)) {
            throw wrongUse(
                    "--resume goes on in the sweep's own directory, without --spec, --out, --plan, --shard and --collect");
        }
        if (collect != null && (plan || shard != null)) {
            throw wrongUse("--collect goes without --plan and --shard");
        }
        if (shard != null && (out == null || plan)) {
            throw wrongUse("--shard goes with --out, which all shares may have in common, and without --plan");
        }
        if (trials.force() && (resume != null || collect != null || shard != null)) {
            throw wrongUse("--force replaces a sweep, which --resume, --collect and --shard do not");
        }
        if (trials.retryFailed() && resume == null && shard == null) {
            throw wrongUse("--retry-failed goes with --resume or --shard");
        }
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
