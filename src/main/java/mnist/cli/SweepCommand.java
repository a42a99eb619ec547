package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mnist.sweep.SpecReader;
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
            "       mnist sweep [--spec FILE] --collect DIR [--json]",
            "       mnist sweep --resume DIR [--retry-failed] [--jobs N] [--light] [-q] [--json]",
            "       mnist sweep --schema",
        },
        description = {
            "%nExamples:",
            "  ./mnist sweep --spec configs/sweeps/learning-rate.json --out runs/rates",
            "  ./mnist sweep --resume runs/rates",
            "  ./mnist sweep --spec configs/sweeps/random.json --plan --out runs/plan | parallel -j 4",
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

    @Option(names = "--retry-failed", description = "With --resume: run failed trials again.")
    private boolean retryFailed;

    @Option(
            names = "--plan",
            description = "Run nothing; print a line for a shell for each trial, which runs it by itself.")
    private boolean plan;

    @Option(
            names = "--collect",
            paramLabel = "DIR",
            description = "Run nothing; make results.csv and the ranking of the runs in this folder, wherever they were"
                    + " made. Without --spec, by the spec.json in it.")
    private Path collect;

    @Option(names = "--schema", description = "Run nothing; print the JSON Schema of a spec, for editors.")
    private boolean schema;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many trials run side by side; by default one on each core.")
    private Integer jobs;

    @Option(
            names = "--light",
            description =
                    "Keep no last checkpoint of a trial, and write its files only when it ends: quicker for many small ones."
                            + " A light trial that is killed is trained from the start.")
    private boolean light;

    @Option(names = "--force", description = "Replace an earlier sweep in --out.")
    private boolean force;

    @Option(names = "--portable", description = PortableOption.DESCRIPTION)
    private boolean portable;

    @Option(names = "--max-failures", paramLabel = "N", description = "Begin no more trials after N have failed.")
    private Integer maxFailures;

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
            Sweep.plan(spec(), new SweepFiles(directory), force).forEach(this::printCommand);
            return ExitCode.DONE;
        }
        if (collect != null) {
            SweepFiles files = new SweepFiles(collect);
            return print(Sweep.collect(SpecReader.read(spec == null ? files.spec() : spec), files));
        }
        try (StopRequest request = new StopRequest()) {
            SweepView view = new SweepView(console, quiet, request::isMade);
            SweepResult result;
            try {
                result = run(view);
            } finally {
                view.finish();
            }
            int code = print(result);
            return result.counts().pending() > 0 && request.isMade() ? request.exitCode() : code;
        }
    }

    private void printCommand(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        if (quiet) {
            all.add("-q");
        }
        String words = all.stream().map(ShellWord::of).collect(Collectors.joining(" "));
        console.out().println("./mnist " + words);
    }

    private SweepResult run(SweepView view) {
        if (resume != null) {
            return Sweep.resume(resume, options(), view);
        }
        SweepSpec read = spec();
        return out == null
                ? FreshDirectory.use("sweep-", spec, directory -> Sweep.start(read, directory, options(), view))
                : Sweep.start(read, out, options(), view);
    }

    private int print(SweepResult result) {
        output.print(console, result, SweepTables::of);
        SweepPlots.write(result, console.err());
        int pending = result.counts().pending();
        if (pending > 0 && collect == null) {
            console.err()
                    .println("%s: not finished, %s left. Resume with: ./mnist sweep --resume %s"
                            .formatted(result.sweep(), Format.count(pending, "trial"), ShellWord.of(result.sweep())));
        } else if (pending > 0) {
            console.err()
                    .println("%s: not complete, %d of %s missing: %s. Run what is missing and collect again."
                            .formatted(
                                    result.sweep(),
                                    pending,
                                    Format.count(result.counts().trials(), "trial"),
                                    missing(result)));
        }
        boolean incomplete = pending > 0 && collect != null;
        return result.counts().failed() > 0 || incomplete ? ExitCode.FAILED_TRIALS : ExitCode.DONE;
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
        if (resume != null && (spec != null || out != null || plan || collect != null)) {
            throw wrongUse(
                    "--resume goes on in the sweep's own directory, without --spec, --out, --plan and --collect");
        }
        if (collect != null && (plan || out != null)) {
            throw wrongUse("--collect goes without --plan and --out");
        }
        if (force && (resume != null || collect != null)) {
            throw wrongUse("--force replaces a sweep, which --resume and --collect do not");
        }
        if (retryFailed && resume == null) {
            throw wrongUse("--retry-failed goes with --resume");
        }
        UsageException.requirePositive("--jobs", jobs);
        UsageException.requirePositive("--max-failures", maxFailures);
    }

    private ParameterException wrongUse(String message) {
        return new ParameterException(command.commandLine(), message);
    }

    private SweepSpec spec() {
        SweepSpec read = SpecReader.read(spec);
        return portable ? read.onEveryMachine() : read;
    }

    private SweepOptions options() {
        return new SweepOptions(
                jobs == null ? Runtime.getRuntime().availableProcessors() : jobs,
                light,
                retryFailed,
                maxFailures == null ? Integer.MAX_VALUE : maxFailures,
                force,
                commandLine);
    }
}
