package mnist.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import mnist.config.Json;
import mnist.runs.RunList;
import mnist.runs.RunList.Run;
import mnist.storage.DecimalText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist runs}: the runs below a folder, sorted. */
@Command(
        name = "runs",
        header = "List and sort runs, or compare two of them.",
        description = {
            "%nExamples:",
            "  ./mnist runs --sort validation --top 5",
            "  ./mnist runs runs/rates/trials --csv > trials.csv",
            "  ./mnist runs diff runs/first runs/second%n",
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
    }

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = "runs", description = "By default ${DEFAULT-VALUE}.")
    private Path directory;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            defaultValue = "path",
            description = "path, validation, test, seconds or started; by default ${DEFAULT-VALUE}.")
    private Order order;

    @Option(names = "--top", paramLabel = "N", description = "Show only the first N.")
    private Integer top;

    @Option(names = "--json", description = "Print one JSON array.")
    private boolean json;

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
        List<Run> runs = RunList.in(directory).stream()
                .sorted(order.comparator)
                .limit(top == null ? Long.MAX_VALUE : top)
                .toList();
        if (json) {
            console.out().println(Json.compact(runs));
        } else if (csv) {
            printCsv(runs);
        } else {
            printTable(runs);
        }
        return ExitCode.DONE;
    }

    private void printTable(List<Run> runs) {
        TextTable table = new TextTable(List.of("run", "status", "best epoch", "validation", "test", "time"));
        for (Run run : runs) {
            table.add(List.of(
                    run.run(),
                    run.status(),
                    Integer.toString(run.bestEpoch()),
                    Format.percent(run.validationAccuracy().orElse(Double.NaN)),
                    Format.percent(run.testAccuracy().orElse(Double.NaN)),
                    Format.duration(run.seconds())));
        }
        table.lines(2).forEach(console.out()::println);
    }

    private void printCsv(List<Run> runs) {
        console.out().print("run,status,best_epoch,validation_accuracy,test_accuracy,seconds,started,config\n");
        for (Run run : runs) {
            console.out()
                    .print(String.join(
                                    ",",
                                    '"' + run.run().replace("\"", "\"\"") + '"',
                                    run.status(),
                                    Integer.toString(run.bestEpoch()),
                                    DecimalText.of(run.validationAccuracy()),
                                    DecimalText.of(run.testAccuracy()),
                                    DecimalText.of(run.seconds()),
                                    run.started(),
                                    run.config())
                            + "\n");
        }
        console.out().flush();
    }
}
