package mnist.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mnist.json.Json;
import mnist.textbook.Published;
import mnist.textbook.Reproduced;
import mnist.textbook.Reproduction;
import mnist.textbook.ReproductionTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist reproduce}: the settings that books publish figures for, trained; their table out. */
@Command(
        name = "reproduce",
        header = "Train the settings of the textbooks, and compare with their figures.",
        description = {
            "%nExample:",
            "  ./mnist reproduce nielsen-30 nielsen-100 --seeds 5%n",
            "Called again, it trains what is missing. It leaves reproduction.md and reproduction.csv.%n",
        },
        sortOptions = false)
final class ReproduceCommand implements Callable<Integer> {
    private final Console console;
    private final List<String> commandLine;

    @Parameters(
            paramLabel = "NAME",
            description = "Rows of the table, by the names of the configs in configs/textbook; by default all.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Runs of each row; by default 3, and 1 of those that take minutes.")
    private Integer seeds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/reproduce",
            description = "Where the runs and the table go; by default ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Mixin
    private JsonOption json;

    @Mixin
    private CommonOptions common;

    ReproduceCommand(Console console, List<String> commandLine) {
        this.console = console;
        this.commandLine = commandLine;
    }

    @Override
    public Integer call() {
        UsageException.requirePositive("--seeds", seeds);
        List<Published> rows = rows();
        try (StopRequest request = new StopRequest()) {
            OptionalInt count = seeds == null ? OptionalInt.empty() : OptionalInt.of(seeds);
            Reproduction.Settings settings = new Reproduction.Settings(Published.FOLDER, out, count);
            List<Reproduced> done = new Reproduction(settings, new View(request), commandLine).run(rows);
            console.out().print(json.json ? Json.compact(done) + "\n" : new ReproductionTable(done).markdown());
            console.out().flush();
            if (done.size() < rows.size()) {
                console.err()
                        .println("%s: not finished, %s left. Resume with the same command."
                                .formatted(out, Format.count(rows.size() - done.size(), "row")));
                return request.exitCode();
            }
            boolean failed = done.stream().anyMatch(row -> row.failed() > 0);
            return failed ? ExitCode.FAILED_TRIALS : ExitCode.DONE;
        }
    }

    private List<Published> rows() {
        List<String> known = Published.ALL.stream().map(Published::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new UsageException("reproduce: no such row, found %s, expected some of %s. Choose from these."
                        .formatted(name, String.join(", ", known)));
            }
        }
        return Published.ALL.stream()
                .filter(row -> names.isEmpty() || names.contains(row.name()))
                .collect(Collectors.toList());
    }

    /** Tells of each run that ends, in a line. */
    private final class View implements Reproduction.Observer {
        private final StopRequest request;

        View(StopRequest request) {
            this.request = request;
        }

        @Override
        public synchronized void runFinished(Published row, long seed, double accuracy) {
            if (!quiet) {
                String result = Double.isNaN(accuracy) ? "failed" : "validation " + Format.percent(accuracy);
                console.err().println(String.format(Locale.ROOT, "%s  seed %d  %s", row.name(), seed, result));
            }
        }

        @Override
        public boolean stopRequested() {
            return request.isMade();
        }
    }
}
