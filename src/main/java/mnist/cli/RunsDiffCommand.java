package mnist.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mnist.config.ConfigDiff;
import mnist.config.Json;
import mnist.runs.McNemar;
import mnist.runs.RunDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist runs diff}: what two runs differ in, and whether that could be chance. */
@Command(
        name = "diff",
        header = "Compare two runs: configs, and McNemar's test on the test images.",
        description = {"%nExample:", "  ./mnist runs diff runs/first runs/second%n"},
        sortOptions = false)
final class RunsDiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "A run directory.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another run directory.")
    private Path second;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    RunsDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDifference difference = RunDifference.between(first, second);
        if (json) {
            console.out().println(Json.compact(difference));
        } else {
            print(difference);
        }
        return ExitCode.DONE;
    }

    private void print(RunDifference difference) {
        console.out().println("A  " + difference.a());
        console.out().println("B  " + difference.b());
        console.out().println();
        TextTable table = new TextTable(List.of("setting", "A", "B"));
        for (ConfigDiff.Difference setting : difference.config()) {
            table.add(List.of(setting.path(), setting.a(), setting.b()));
        }
        double n = difference.examples();
        table.add(List.of(
                "test accuracy", Format.percent(difference.correctA() / n), Format.percent(difference.correctB() / n)));
        table.lines(3).forEach(console.out()::println);
        McNemar test = difference.mcnemar();
        console.out().println();
        console.out()
                .println("of %s test images only A has %s right, only B %s; McNemar's test (%s): p = %s"
                        .formatted(
                                Format.count(difference.examples()),
                                Format.count(test.onlyA()),
                                Format.count(test.onlyB()),
                                test.method(),
                                String.format(Locale.ROOT, "%.3g", test.p())));
    }
}
