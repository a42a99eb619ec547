package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mnist.config.ConfigDiff;
import mnist.data.SearchPath;
import mnist.runs.McNemar;
import mnist.runs.Run;
import mnist.runs.RunDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist runs diff}: what two runs differ in, and whether that could be chance. */
@Command(
        name = "diff",
        header = "Compare two runs: configs, and McNemar's test on the test images.",
        description = {
            "%nExample:",
            "  ./mnist runs diff runs/first runs/second",
            "%nThe test is made where both runs have the same test set, or on the test set of --data.%n",
        },
        sortOptions = false)
final class RunsDiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "A", description = "A run directory.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another run directory.")
    private Path second;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the data set whose test set to compare them on; by default their own.")
    private Path data;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    RunsDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunDifference difference =
                RunDifference.between(SearchPath.find(first), SearchPath.find(second), Optional.ofNullable(data));
        output.print(console, difference, RunsDiffCommand::text);
        return ExitCode.DONE;
    }

    private static String text(RunDifference difference) {
        List<String> lines = new ArrayList<>();
        add(lines, "A  ", difference.a());
        add(lines, "B  ", difference.b());
        lines.add("");
        TextTable table = new TextTable(List.of("setting", "A", "B"));
        for (ConfigDiff.Difference setting : difference.config()) {
            table.add(List.of(setting.path(), Run.text(setting.a()), Run.text(setting.b())));
        }
        RunDifference.Comparison comparison = difference.comparison();
        if (comparison != null) {
            double n = comparison.examples();
            table.add(List.of(
                    "test accuracy",
                    Format.percent(comparison.correctA() / n),
                    Format.percent(comparison.correctB() / n)));
        }
        lines.addAll(difference.config().isEmpty() ? List.of("The configs are the same.") : List.of());
        lines.addAll(difference.config().isEmpty() && comparison == null ? List.of() : table.lines(3));
        lines.add("");
        if (comparison == null) {
            lines.add("not compared on test images: " + difference.notCompared());
        } else {
            addTest(lines, comparison);
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void add(List<String> lines, String letter, RunDifference.Side side) {
        lines.add(letter + side.run());
        lines.add("   trained on " + side.data() + " (" + side.dataset() + ")");
    }

    private static void addTest(List<String> lines, RunDifference.Comparison comparison) {
        McNemar test = comparison.mcnemar();
        lines.add("on the %s of %s (%s):"
                .formatted(Format.count(comparison.examples(), "test image"), comparison.data(), comparison.dataset()));
        lines.add("only A has %s right, only B %s; McNemar's test (%s): %s"
                .formatted(
                        Format.count(test.onlyA()),
                        Format.count(test.onlyB()),
                        test.method(),
                        Format.probability(test.p())));
    }
}
