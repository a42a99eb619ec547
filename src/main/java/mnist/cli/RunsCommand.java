package mnist.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import mnist.data.SearchPath;
import mnist.json.Json;
import mnist.runs.Run;
import mnist.runs.RunGroup;
import mnist.runs.RunList;
import mnist.runs.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mnist runs}: the runs below a folder, sorted. */
@Command(
        name = "runs",
        header = "List and sort runs, or compare two of them.",
        description = {
            "%nExamples:",
            "  ./mnist runs --sort validation --top 5",
            "  ./mnist runs --where optimizer.learningRate=0.8 --group",
            "  ./mnist runs runs/rates/trials --csv > trials.csv",
            "  ./mnist runs diff runs/first runs/second",
            "%nThe settings in which the runs differ are columns. A run that was killed shows as interrupted.%n",
        },
        sortOptions = false)
final class RunsCommand implements Callable<Integer> {
    /** What runs can be sorted by; the best, the quickest and the newest come first. */
    enum Order {
        /** By path. */
        PATH(Comparator.comparing(Run::run)),
        /** By validation accuracy. */
        VALIDATION(Comparator.comparingDouble(run -> -run.validationAccuracy().orElse(-1))),
        /** By test accuracy. */
        TEST(Comparator.comparingDouble(run -> -run.testAccuracy().orElse(-1))),
        /** By wall time. */
        SECONDS(Comparator.comparingDouble(Run::seconds)),
        /** By the time of their start. */
        STARTED(Comparator.comparing(Run::started).reversed());

        private final Comparator<Run> comparator;

        Order(Comparator<Run> comparator) {
            this.comparator = comparator;
        }

        /** Sorts groups whose runs are sorted: by their means, or as their first runs. */
        private List<RunGroup> sorted(List<RunGroup> groups) {
            Function<RunGroup, Optional<Sample>> figure =
                    this == TEST ? RunGroup::testAccuracy : RunGroup::validationAccuracy;
            return this != TEST && this != VALIDATION
                    ? groups
                    : groups.stream()
                            .sorted(Comparator.comparingDouble(
                                    g -> -figure.apply(g).map(Sample::mean).orElse(-1.0)))
                            .toList();
        }
    }

    private static final Path DEFAULT_DIRECTORY = Path.of("runs");

    private static final String TEST_NOTE =
            "note: sorted by test accuracy. Of many runs, the best on the test set owes part of"
                    + " its place to chance: choose by --sort validation, and report the test accuracy of that run alone.";

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The folder with the runs; by default runs.")
    private Path directory;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            defaultValue = "path",
            description = "path, validation, test, seconds or started; by default ${DEFAULT-VALUE}. To choose a run by"
                    + " its test accuracy makes that accuracy too good to be true: choose by validation.")
    private Order order;

    @Option(
            names = "--where",
            paramLabel = "PATH=VALUE",
            description = "Only runs whose config has this value, e.g. network.hidden=relu; may be repeated.")
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--group",
            description =
                    "A row for the runs that differ in their seed alone: mean and standard deviation (n - 1) of the"
                            + " completed ones.")
    private boolean group;

    @Option(names = "--top", paramLabel = "N", description = "Show only the first N.")
    private Integer top;

    @Mixin
    private JsonOption output;

    @Option(names = "--csv", description = "Print CSV.")
    private boolean csv;

    @Mixin
    private CommonOptions common;

    RunsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        UsageException.requirePositive("--top", top);
        if (output.json && csv) {
            throw new ParameterException(spec.commandLine(), "Expected at most one of --csv and --json, found both");
        }
        List<Run> runs = runs();
        if (order == Order.TEST) {
            console.err().println(TEST_NOTE);
        }
        if (group) {
            print(top(order.sorted(RunGroup.of(runs))));
        } else {
            printRuns(top(runs));
        }
        return ExitCode.DONE;
    }

    /** Where nothing has been trained yet, there is no folder for runs either. */
    private List<Run> runs() {
        if (directory == null && !Files.exists(folder())) {
            return List.of();
        }
        return RunList.in(folder(), where, console::warn).stream()
                .sorted(order.comparator)
                .toList();
    }

    private Path folder() {
        return SearchPath.find(directory == null ? DEFAULT_DIRECTORY : directory);
    }

    private <T> List<T> top(List<T> rows) {
        return rows.subList(0, top == null ? rows.size() : Math.min(top, rows.size()));
    }

    private void printRuns(List<Run> runs) {
        if (output.json) {
            console.out().println(Json.compact(runs));
        } else if (csv) {
            RunsCsv.ofRuns(runs).forEach(console.out()::print);
        } else {
            String folder = folder().toString();
            console.out().println(folder + ":");
            RunsTable.ofRuns(runs, folder, console.columns().getAsInt()).forEach(console.out()::println);
        }
        console.out().flush();
    }

    private void print(List<RunGroup> groups) {
        if (output.json) {
            console.out().println(Json.compact(groups));
        } else if (csv) {
            RunsCsv.ofGroups(groups).forEach(console.out()::print);
        } else {
            RunsTable.ofGroups(groups, console.columns().getAsInt()).forEach(console.out()::println);
        }
        console.out().flush();
    }
}
