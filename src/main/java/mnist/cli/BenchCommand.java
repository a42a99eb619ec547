package mnist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mnist.experiment.Benchmark;
import mnist.machine.BlasLibrary;
import mnist.machine.Kernels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist bench}: how fast a network trains on this machine. */
@Command(
        name = "bench",
        header = "Measure how fast a network trains on this machine.",
        description = {
            "%nExample:",
            "  ./mnist bench configs/softmax.json --batch 10 --batch 100",
            "",
            "An epoch is every training example once, with its cost and accuracy, without validation and files.",
            "The matrix products are compared with large float32 products (sgemm) on as many cores.",
            "Without a config, the network is that of configs/3b1b.json.%n",
        },
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {
    private static final List<Integer> BATCH_SIZES = List.of(1, 10, 32, 100, 1000);

    private static final String DEFAULT_CONFIG = "configs/3b1b.json";

    /** An hour, in seconds. */
    private static final int LONGEST_WARM_UP = 3600;

    private final Console console;

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Examples per step; may be repeated. By default 1, 10, 32, 100 and 1000.")
    private List<Integer> batchSizes = new ArrayList<>();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "9",
            description = "How many epochs to count for each; by default ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description =
                    "Epochs of the first SECONDS do not count: Java is still compiling; by default ${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(names = "--portable", description = PortableOption.DESCRIPTION)
    private boolean portable;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Integer> sizes = batchSizes.isEmpty() ? BATCH_SIZES : batchSizes;
        UsageException.requirePositive("--epochs", epochs);
        if (!(warmUp >= 0 && warmUp <= LONGEST_WARM_UP)) {
            throw new UsageException("--warm-up: out of range, found %s, expected 0 to %d seconds. Try 3."
                    .formatted(Format.shortest(warmUp), LONGEST_WARM_UP));
        }
        sizes.forEach(size -> UsageException.requirePositive("--batch", size));
        if (portable) {
            BlasLibrary.request(Kernels.AVX2);
        }
        Benchmark benchmark = Benchmark.run(config.readOr(DEFAULT_CONFIG), sizes, epochs, warmUp);
        output.print(console, benchmark, BenchCommand::toText);
        return ExitCode.DONE;
    }

    private static String toText(Benchmark benchmark) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s on %s examples; cores: %d; sgemm: %.0f GFLOP/s a core",
                benchmark.layers().stream().map(String::valueOf).collect(Collectors.joining("-")),
                Format.count(benchmark.examples()),
                benchmark.cores(),
                benchmark.sgemmGigaflops()));
        lines.add("batch   median s/epoch   minimum   examples/s   GFLOP/s   share of sgemm");
        for (Benchmark.Result result : benchmark.results()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%5d   %14.3f   %7.3f   %10s   %7.1f   %14s",
                    result.batchSize(),
                    result.secondsMedian(),
                    result.secondsMinimum(),
                    Format.count(Math.round(result.examplesPerSecond())),
                    result.gigaflops(),
                    String.format(Locale.ROOT, "%.0f %%", 100 * result.sgemmShare())));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
