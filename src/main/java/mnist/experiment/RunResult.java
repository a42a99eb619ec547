package mnist.experiment;

import java.nio.file.Path;
import java.util.List;
import mnist.config.Config;
import mnist.storage.RunRecord;
import mnist.storage.RunStatus;
import mnist.training.TrainingState;

/**
 * How a run ended; the figures that {@code mnist train --json} prints.
 *
 * @param run the run directory
 * @param status completed, or stopped
 * @param layers neurons per layer
 * @param parameters how many weights and biases the network has
 * @param epochs completed epochs
 * @param best the epoch whose network was kept as the best
 * @param test its evaluation on the test set, or null where there was none
 * @param deadEnds a line for each reason why the run may have made no progress, as far as its figures show it
 * @param seconds of wall time, of earlier parts too
 */
public record RunResult(
        String run,
        RunStatus status,
        List<Integer> layers,
        long parameters,
        int epochs,
        RunRecord.Best best,
        RunRecord.Test test,
        List<String> deadEnds,
        double seconds) {
    static RunResult of(Path directory, RunRecord record, Config config, TrainingState state) {
        return new RunResult(
                directory.toString(),
                record.status(),
                config.network().layers(),
                config.network().architecture().parameterCount(),
                state.epoch(),
                RunRecord.Best.of(state.best()),
                record.results() == null ? null : record.results().test(),
                record.results() == null || record.results().insides() == null
                        ? List.of()
                        : record.results().insides().deadEnds(),
                record.seconds());
    }
}
