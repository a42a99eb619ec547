package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mnist.data.SearchPath;
import mnist.sweep.SpecReader;
import mnist.sweep.SplitSweep;
import mnist.sweep.Sweep;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepOptions;
import mnist.sweep.SweepResult;
import mnist.sweep.SweepSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist sweep}: a spec in, many runs and their ranking out. */
@Command(
        name = "sweep",
        header = "Train many configs from one spec, side by side, and rank them.",
        customSynopsis = {
            "mnist sweep [--spec] FILE [--out DIR] [--jobs N] [--light] [--force]",
            "            [-q] [--json]",
            "       mnist sweep --spec FILE --plan [--out DIR] [--force] [-q]",
            "       mnist sweep --spec FILE --shard I/N --out DIR [--jobs N] [--light]",
            "            [-q] [--json]",
            "       mnist sweep [--spec FILE] --collect DIR... [--out DIR] [--json]",
            "       mnist sweep --resume DIR [--retry-failed] [--jobs N] [--light]",
            "            [-q] [--json]",
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

    @Mixin
    private SweepTask task;

    @Mixin
    private TrialOptions trials;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress; with --plan, add -q to its lines.")
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
        if (task.schema) {
            console.out().print(SpecReader.schema());
            console.out().flush();
            return ExitCode.DONE;
        }
        task.takeGiven();
        task.check(trials);
        if (task.plan) {
            Path directory = task.out == null ? Path.of("runs", "sweep-" + FreshDirectory.nameOf(task.spec)) : task.out;
            new SplitSweep(spec())
                    .plan(new SweepFiles(directory), trials.force())
                    .forEach(this::printCommand);
            return ExitCode.DONE;
        }
        return task.collect == null ? train() : collect();
    }

    private int train() {
        SweepOptions options = trials.toOptions(commandLine);
        try (StopRequest request = new StopRequest()) {
            SweepView view = new SweepView(console, quiet, options.jobs(), request::isMade);
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
                                .formatted(result.sweep(), Format.count(pending, "trial"), howToResume(result)));
            }
            return pending > 0 && request.isMade() ? request.exitCode() : exitCode(result);
        }
    }

    private SweepResult train(SweepOptions options, SweepView view) {
        if (task.resume != null) {
            return Sweep.resume(SearchPath.find(task.resume), options, view);
        }
        SweepSpec read = spec();
        if (task.shard != null) {
            return new SplitSweep(read).train(task.shard, task.out, options, view);
        }
        return task.out == null
                ? FreshDirectory.use("sweep-", task.spec, directory -> Sweep.start(read, directory, options, view))
                : Sweep.start(read, task.out, options, view);
    }

    private SweepSpec spec() {
        SweepSpec read = JsonFiles.spec(task.spec);
        return trials.portable() ? read.onEveryMachine() : read;
    }

    private String howToResume(SweepResult result) {
        return task.shard == null
                ? "Resume with: " + ShellWord.program() + " sweep --resume " + ShellWord.of(result.sweep())
                        + trials.onSameMachines()
                : "Run the same command again to resume.";
    }

    private int collect() {
        List<Path> folders = task.collect.stream().map(SearchPath::find).toList();
        SweepFiles first = new SweepFiles(folders.get(0));
        SweepSpec read = task.spec == null ? first.readSpec() : JsonFiles.spec(task.spec);
        SweepResult result = new SplitSweep(read).collect(folders, task.out == null ? first : new SweepFiles(task.out));
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
        console.out().println(ShellWord.program() + " " + words);
    }

    private void print(SweepResult result) {
        output.print(console, result, SweepTables::of);
        if (task.shard == null) {
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
}
