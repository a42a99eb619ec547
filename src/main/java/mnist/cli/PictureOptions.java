package mnist.cli;

import java.io.InputStream;
import mnist.experiment.Subject;
import mnist.insight.Predictor;
import picocli.CommandLine.Option;

/** How pictures that a user gives become what a network takes; a mixin. */
final class PictureOptions {
    private final InputStream standardInput;

    @Option(
            names = "--raw",
            description =
                    "The pictures are as the network takes them: of its size, black 0, white ink 255. Change nothing.")
    private boolean raw;

    PictureOptions(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** Returns what reads pictures and asks a network about them. */
    Predictor predictor(Subject.Source source) {
        return new Predictor(source.checkpoint(), raw, standardInput);
    }
}
