package mnist.cli;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mnist.data.Dataset;
import mnist.experiment.Subject;
import mnist.insight.Explanation;
import mnist.insight.ExplanationReport;
import mnist.insight.Neighbours;
import mnist.nn.Architecture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mnist explain}: one example in, its wishes out. */
@Command(
        name = "explain",
        header = "Explain one example: how it wishes to change the network.",
        customSynopsis = {
            "mnist explain [--checkpoint] FILE-or-DIR (--index N [--split S] | IMAGE)",
            "              [--neuron LAYER,J] [--eta X] [--columns N] [--rows N]",
            "              [--label K] [--raw] [--neighbours K] [--json]",
        },
        description = {
            "%nExamples:",
            "  ./mnist explain runs/first --index 8 --neighbours 5",
            "  ./mnist explain runs/first seven.png --label 7 --neuron 2,3%n",
        },
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
    /** That of a config, too. */
    private static final int LARGEST_ETA = 1_000_000;

    private final Console console;

    @Parameters(arity = "0..2", paramLabel = "IMAGE", description = "A picture, prepared as predict prepares it.")
    private List<String> words = new ArrayList<>();

    private String image;

    @Mixin
    private CheckpointOption checkpoint;

    @Option(names = "--index", paramLabel = "N", description = "Which example of the data set, from 0.")
    private Integer index;

    @Mixin
    private ExamplesOptions examples;

    @Option(
            names = "--neuron",
            paramLabel = "LAYER,J",
            split = ",",
            description = "The neuron whose levers to show; by default the output with the strongest wish.")
    private int[] neuron;

    @Option(
            names = "--eta",
            paramLabel = "X",
            description = "The step's learning rate; by default that of the checkpoint's config.")
    private Double eta;

    @Option(
            names = "--columns",
            paramLabel = "N",
            defaultValue = "4",
            description = "Examples in the table of wishes, starting with this one; by default ${DEFAULT-VALUE}.")
    private int columns;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10",
            description = "Parameters in the table, and inputs of the neuron; by default ${DEFAULT-VALUE}.")
    private int rows;

    @Mixin
    private final PictureOptions pictures;

    @Option(names = "--label", paramLabel = "K", description = "The class that the picture is; by default the answer.")
    private Integer label;

    @Option(
            names = "--neighbours",
            paramLabel = "K",
            description = "Name the K training images that look most like this one to the network.")
    private Integer neighbours;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    ExplainCommand(Console console, InputStream standardInput) {
        this.console = console;
        pictures = new PictureOptions(standardInput);
    }

    @Override
    public Integer call() {
        checkpoint.takeFirst(words);
        check();
        Subject.Source source = checkpoint.read(null);
        Explanation.Options options = options(source);
        ExplanationReport report;
        Dataset example;
        if (image == null) {
            Subject subject = examples.load(source, console);
            report = ExplanationReport.of(subject, index, columns, options);
            example = subject.examples().subset(index, index + 1);
        } else {
            example = pictures.predictor(source).image(image);
            report = ExplanationReport.of(source, image, example, Optional.ofNullable(label), options);
        }
        if (neighbours != null) {
            Dataset training = examples.training(source, console).examples();
            report = report.withNeighbours(Neighbours.of(source.checkpoint(), example, training, neighbours));
        }
        output.print(console, report, found -> new ExplanationText(found, rows, console.colours()).text());
        return ExitCode.DONE;
    }

    private void check() {
        if (words.size() + (index == null ? 0 : 1) != 1) {
            throw new UsageException("explain: expected one example, found %s. Give --index or a picture."
                    .formatted(words.isEmpty() && index == null ? "none" : "several"));
        }
        image = words.isEmpty() ? null : words.get(0);
        if (label != null && image == null) {
            throw new UsageException("--label: an example of the data set has its own label. Leave out --label.");
        }
        if (eta != null && !(eta > 0 && eta <= LARGEST_ETA)) {
            throw new UsageException("--eta: is not a learning rate, found %s, expected above 0, up to %d. Try 0.1."
                    .formatted(Format.shortest(eta), LARGEST_ETA));
        }
        UsageException.requirePositive("--columns", columns);
        UsageException.requirePositive("--rows", rows);
        UsageException.requirePositive("--neighbours", neighbours);
    }

    private Explanation.Options options(Subject.Source source) {
        Architecture architecture = source.checkpoint().network().architecture();
        int layers = architecture.layers();
        int classes = architecture.size(layers);
        if (label != null && (label < 0 || label >= classes)) {
            throw new UsageException("--label: there is no such class, found %d, expected 0 to %d. Choose one of those."
                    .formatted(label, classes - 1));
        }
        boolean named = neuron != null;
        boolean exists = !named
                || neuron.length == 2
                        && neuron[0] >= 1
                        && neuron[0] <= layers
                        && neuron[1] >= 0
                        && neuron[1] < architecture.size(neuron[0]);
        if (!exists) {
            throw new UsageException(
                    "--neuron: no such neuron, found %s, expected LAYER,J with a layer of 1 to %d and J below its size in %s. %s"
                            .formatted(text(neuron), layers, architecture.sizes(), "Neurons are numbered from 0."));
        }
        double rate = eta == null ? source.checkpoint().config().optimizer().learningRate() : eta;
        return new Explanation.Options(named ? neuron[0] : layers, named ? neuron[1] : -1, rows, rate);
    }

    private static String text(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
