package mnist.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mnist.storage.AtomicFile;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.Csv;
import mnist.storage.StorageException;
import mnist.training.TrainingState;

/**
 * Writes {@code results.csv}: one row for each trial, in the order of their numbers, which is not the order in which they
 * ended.
 */
final class ResultsCsv {
    private ResultsCsv() {}

    /** @throws mnist.storage.StorageException if the file cannot be written */
    static void write(Path file, SweepSpec spec, List<Trial> trials, Function<Trial, TrialOutcome> outcomes) {
        StringBuilder text = new StringBuilder();
        List<String> header = new ArrayList<>(List.of("trial", "id"));
        spec.parameters().forEach(parameter -> header.add(parameter.path()));
        header.addAll(List.of("seed", "epochs", "best_epoch", "validation_accuracy", "validation_cost"));
        header.addAll(List.of("seconds", "status", "reason"));
        text.append(Csv.line(header));
        trials.forEach(trial -> text.append(Csv.line(fields(trial, outcomes.apply(trial)))));
        AtomicFile.writeText(file, Durability.FORCED, text.toString());
    }

    /**
     * Returns the ids of the trials that a table says were trained as far as the search asked for; none if there is no table.
     *
     * @throws mnist.storage.StorageException if the file cannot be read
     */
    static List<String> finishedIds(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            // The id never needs quotes, and nothing follows the status of a trial that was trained but an empty
            // reason.
            return Files.readAllLines(file).stream()
                    .filter(line -> line.endsWith("," + TrialOutcome.Status.COMPLETED.label() + ",")
                            || line.endsWith("," + TrialOutcome.Status.PRUNED.label() + ","))
                    .map(line -> line.split(",", 3)[1])
                    .toList();
        } catch (IOException e) {
            throw StorageException.cannotRead(file, e);
        }
    }

    private static List<Object> fields(Trial trial, TrialOutcome outcome) {
        List<Object> fields = new ArrayList<>(List.of(trial.number(), trial.id()));
        for (int i = 0; i < trial.point().values().size(); i++) {
            fields.add(trial.point().text(i));
        }
        TrainingState.Best best = outcome.best();
        boolean began = outcome.status() != TrialOutcome.Status.PENDING;
        fields.add(trial.seed());
        fields.add(began ? outcome.epochs() : "");
        fields.addAll(
                best == null
                        ? List.of("", "", "")
                        : List.of(best.epoch(), best.validationAccuracy(), best.validationCost()));
        fields.addAll(List.of(began ? outcome.seconds() : "", outcome.status().label(), outcome.reason()));
        return fields;
    }
}
