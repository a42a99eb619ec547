package mnist.cli;

import java.util.concurrent.Callable;
import mnist.config.Config;
import mnist.data.Dataset;
import mnist.data.Distorter;
import mnist.experiment.ExperimentData;
import mnist.insight.TerminalDigit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mnist data distort}: one training image as an epoch sees it, in the terminal. */
@Command(
        name = "distort",
        header = "Draw a training image as one epoch sees it, distorted.",
        description = {
            "%nExample:",
            "  ./mnist data distort configs/best/784-800-10.json --index 7",
            "",
            "How images are distorted is data.augment of the config.%n"
        },
        sortOptions = false)
final class DataDistortCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ConfigOption config;

    @Option(names = "--index", required = true, paramLabel = "N", description = "Which training example, from 0.")
    private int index;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            defaultValue = "1",
            description = "Which epoch, from 1; by default ${DEFAULT-VALUE}.")
    private int epoch;

    @Mixin
    private CommonOptions common;

    DataDistortCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        UsageException.requirePositive("--epoch", epoch);
        Config read = config.read();
        Dataset training = ExperimentData.load(read).examples().training();
        DataCommand.requireExample(index, training);
        byte[] pixels =
                new Distorter(training, read.data().augment(), read.training().seed()).distorted(epoch, index);
        int[][] image = new int[training.rows()][training.columns()];
        for (int i = 0; i < pixels.length; i++) {
            image[i / training.columns()][i % training.columns()] = pixels[i] & 0xFF;
        }
        console.out().println(TerminalDigit.draw(image, console.colours()).stripTrailing());
        console.out()
                .println("training example %d in epoch %d, label %s"
                        .formatted(index, epoch, DataCommand.label(training, index)));
        return ExitCode.DONE;
    }
}
