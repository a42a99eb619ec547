package mnist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mnist.experiment.RunResult;

/** The result of a run, in a few lines. */
final class TrainingSummary {
    private TrainingSummary() {}

    static String of(RunResult result) {
        List<String> lines = new ArrayList<>();
        lines.add("network  %s, %s"
                .formatted(
                        result.layers().stream().map(String::valueOf).collect(Collectors.joining("-")),
                        Format.count(result.parameters(), "parameter")));
        lines.add("trained  %s in %s"
                .formatted(Format.count(result.epochs(), "epoch"), Format.duration(result.seconds())));
        result.best()
                .validationAccuracy()
                .ifPresent(accuracy -> lines.add("best     epoch %s, validation accuracy %s"
                        .formatted(result.best().epoch(), Format.percent(accuracy))));
        if (result.test() != null) {
            lines.add("test     accuracy %s (%s of %s), cost %s"
                    .formatted(
                            Format.percent(result.test().accuracy()),
                            Format.count(result.test().correct()),
                            Format.count(result.test().examples()),
                            Format.cost(result.test().cost())));
            lines.add("         95 %% interval of the accuracy: %s to %s"
                    .formatted(
                            Format.percent(result.test().accuracyInterval().low()),
                            Format.percent(result.test().accuracyInterval().high())));
        }
        lines.add("run      " + result.run());
        Notes.of(result).forEach(note -> lines.add("note     " + note));
        return String.join(System.lineSeparator(), lines);
    }
}
