package mnist.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mnist.data.DataException;
import mnist.experiment.Subject;
import mnist.insight.Doubt;
import mnist.insight.Prediction;
import mnist.insight.Predictor;
import mnist.insight.SavedImages;
import mnist.insight.TerminalDigit;
import mnist.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mnist predict}: pictures in, digits out. */
@Command(
        name = "predict",
        header = "Say which digit is in a picture: a photo, a scan or a drawing.",
        customSynopsis = {
            "mnist predict [--checkpoint] FILE-or-DIR IMAGE...",
            "              [--raw] [--show] [--save FILE.png-or-DIR] [--json]",
        },
        description = {
            "%nExamples:",
            "  ./mnist predict runs/first seven.png --show",
            "  ./mnist predict runs/first photos/*.jpg --json%n",
        },
        sortOptions = false)
final class PredictCommand implements Callable<Integer> {
    /** Pictures that are read, asked about and told together. */
    private static final int CHUNK = 500;

    private final Console console;

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "PNG, JPEG, GIF or BMP files; - is standard input, @FILE names a file with more names.")
    private List<String> images;

    @Mixin
    private CheckpointOption checkpoint;

    @Mixin
    private final PictureOptions pictures;

    @Option(names = "--show", description = "Draw what the network saw.")
    private boolean show;

    @Option(
            names = "--save",
            paramLabel = "FILE.png-or-DIR",
            description = "Write what the network saw: a .png file, or of several pictures a folder of them.")
    private Path save;

    @Mixin
    private JsonOption output;

    @Mixin
    private CommonOptions common;

    PredictCommand(Console console, InputStream standardInput) {
        this.console = console;
        pictures = new PictureOptions(standardInput);
    }

    @Override
    public Integer call() {
        checkpoint.takeFirst(images);
        if (images.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing required parameter: 'IMAGE'");
        }
        Subject.Source source = checkpoint.read(null);
        Optional<SavedImages> saved = Optional.ofNullable(save).map(place -> SavedImages.of(place, images));
        Predictor predictor = pictures.predictor(source);
        PredictionText text = new PredictionText(
                images.size() == 1, source.checkpoint().config().network().output());
        int code = ExitCode.DONE;
        for (int from = 0; from < images.size(); from += CHUNK) {
            List<String> chunk = images.subList(from, Math.min(images.size(), from + CHUNK));
            for (Predictor.Outcome outcome : predictor.predict(new ArrayList<>(chunk))) {
                if (outcome.problem().isPresent()) {
                    tell(outcome.problem().get());
                    code = ExitCode.BAD_DATA;
                } else {
                    tell(outcome, text);
                    saved.ifPresent(place -> place.write(outcome));
                }
            }
            console.out().flush();
        }
        return code;
    }

    private void tell(DataException problem) {
        console.err().println(problem.getMessage());
        if (common.stacktrace) {
            problem.printStackTrace(console.err());
        }
    }

    private void tell(Predictor.Outcome outcome, PredictionText text) {
        Prediction prediction = outcome.prediction().orElseThrow();
        if (output.json) {
            console.out().println(Json.compact(prediction));
            return;
        }
        if (show) {
            console.out().print(TerminalDigit.draw(outcome.shades(), console.colours()));
        }
        console.out().println(text.of(prediction));
        for (Doubt doubt : prediction.doubts()) {
            console.warn(prediction.image() + ": " + doubt.text() + ".");
        }
    }
}
