package mnist.textbook;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mnist.config.Config;
import mnist.config.ConfigWriter;
import mnist.experiment.Subject;
import mnist.json.Json;
import mnist.storage.RunFiles;
import mnist.sweep.SpecReader;
import mnist.sweep.Sweep;
import mnist.sweep.SweepFiles;
import mnist.sweep.SweepObserver;
import mnist.sweep.SweepOptions;
import mnist.sweep.SweepSpec;
import mnist.sweep.Trial;
import mnist.sweep.TrialOutcome;
import mnist.textbook.Reproduced.Spread;

/**
 * A row as a sweep: one point, trained with several seeds.
 *
 * @param row of the table
 * @param config its config
 * @param seeds how many: that of the config and those after it
 * @param directory of the sweep
 */
record RowSweep(Published row, Config config, int seeds, Path directory) {
    /** Returns a number in proportion to the time that it takes: multiplications of all runs. */
    long work() {
        return config.network().architecture().parameterCount()
                * config.training().epochs()
                * seeds;
    }

    /** Trains what is missing; returns nothing if it was stopped before the end. */
    Optional<Reproduced> run(SweepOptions options, Reproduction.Observer observer) {
        Map<Trial, TrialOutcome> outcomes = new TreeMap<>((a, b) -> Integer.compare(a.number(), b.number()));
        Sweep.complete(spec(), directory, options, new SweepObserver() {
            @Override
            public void trialFinished(Trial trial, TrialOutcome outcome, Progress progress) {
                outcomes.put(trial, outcome);
                observer.runFinished(
                        row, trial.seed(), outcome.isRanked() ? outcome.best().validationAccuracy() : Double.NaN);
            }

            @Override
            public boolean stopRequested() {
                return observer.stopRequested();
            }
        });
        return outcomes.size() < seeds ? Optional.empty() : Optional.of(reproduced(outcomes));
    }

    /** A sweep varies something; here the number of epochs has one value. */
    private SweepSpec spec() {
        Map<String, Object> epochs = Map.of("choice", List.of(config.training().epochs()));
        Map<String, Object> spec = Map.of(
                "base",
                Json.parseStrict(ConfigWriter.toJson(config)),
                "search",
                Map.of("type", "grid"),
                "parameters",
                Map.of("training.epochs", epochs),
                "repeats",
                seeds);
        return SpecReader.parse(Json.compact(spec), row.name());
    }

    private Reproduced reproduced(Map<Trial, TrialOutcome> outcomes) {
        List<RunFiles> runs = outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().isRanked())
                .map(entry -> new RunFiles(new SweepFiles(directory).trial(entry.getKey())))
                .toList();
        double[] best =
                runs.stream().map(RunFiles::best).mapToDouble(this::accuracy).toArray();
        double[] last =
                runs.stream().map(RunFiles::last).mapToDouble(this::accuracy).toArray();
        Spread spread = Spread.of(best);
        int failed = seeds - runs.size();
        int stuck = 0;
        for (double accuracy : best) {
            stuck += accuracy < spread.most() - Reproduced.STUCK ? 1 : 0;
        }
        double seconds = outcomes.values().stream().collect(Collectors.averagingDouble(TrialOutcome::seconds));
        return new Reproduced(
                row,
                runs.size(),
                failed,
                spread,
                Spread.of(last),
                stuck + failed,
                config.training().epochs(),
                config.network().architecture().parameterCount(),
                seconds);
    }

    private double accuracy(Path checkpoint) {
        Subject subject = Subject.load(
                Subject.Source.read(checkpoint, Optional.empty()), Optional.empty(), row.part(), line -> {});
        return subject.answers().evaluation().accuracy();
    }
}
