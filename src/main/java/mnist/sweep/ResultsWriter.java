package mnist.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import mnist.config.ConfigWriter;
import mnist.experiment.EvaluationReport;
import mnist.runs.Sample;
import mnist.space.Importance;
import mnist.storage.AtomicFile;
import mnist.storage.AtomicFile.Durability;
import mnist.storage.StorageException;

/**
 * Makes the results of a sweep from its trials, whoever ran them: {@code results.csv}, the ranking, which parameters mattered,
 * the winner's config, and its one look at the test set.
 *
 * @param spec of the sweep
 * @param files where they are
 * @param search that proposed the points
 * @param outcomes of the trials
 */
record ResultsWriter(SweepSpec spec, SweepFiles files, Search search, Function<Trial, TrialOutcome> outcomes) {
    /**
     * Writes the files and returns the figures.
     *
     * @param directories the run directory of each trial that can be ranked
     * @param seconds how long it took, or nothing if others ran them
     */
    SweepResult write(Function<Trial, Path> directories, OptionalDouble seconds) {
        writeResults();
        best().ifPresent(best -> AtomicFile.writeText(
                files.bestConfig(), Durability.FORCED, ConfigWriter.toJson(spec.config(best.point(), 0))));
        return ranked(directories, seconds);
    }

    /** Returns the same figures, and writes nothing. */
    SweepResult ranked(Function<Trial, Path> directories, OptionalDouble seconds) {
        Ranking ranking = new Ranking(spec, outcomes);
        List<SweepResult.Ranked> ranked = ranking.describe(ranking.order(search.candidates()));
        SweepResult.Winner winner =
                best().map(best -> winner(best, directories)).orElse(null);
        return result(ranked, importance(directories), winner, seconds);
    }

    /** Nobody is the best before all are done. */
    private Optional<Candidate> best() {
        return counts(trials()).pending() > 0
                ? Optional.empty()
                : new Ranking(spec, outcomes)
                        .order(search.candidates()).stream().findFirst();
    }

    /** Returns how the trials ended, and writes nothing: what they mean shows beside all the others only. */
    SweepResult unranked(double seconds) {
        return result(List.of(), null, null, OptionalDouble.of(seconds));
    }

    private SweepResult result(
            List<SweepResult.Ranked> ranking,
            Importance importance,
            SweepResult.Winner winner,
            OptionalDouble seconds) {
        List<Trial> trials = trials();
        return new SweepResult(
                files.directory().toString(),
                spec.objective().label(),
                spec.parameters().stream().map(SweepResult.Varied::of).toList(),
                counts(trials),
                trials.stream().map(this::row).toList(),
                ranking,
                importance,
                winner,
                seconds);
    }

    private List<Trial> trials() {
        return search.candidates().stream().flatMap(c -> c.trials().stream()).toList();
    }

    /** Writes the table with one row for each trial. */
    void writeResults() {
        ResultsCsv.write(files.results(), spec, trials(), outcomes);
    }

    /**
     * Makes sure that there is all that an earlier table has.
     *
     * @throws StorageException if a trial that it says is done is not done any more
     */
    void requireNothingLost() {
        Set<String> done = trials().stream()
                .filter(trial -> outcomes.apply(trial).isRanked())
                .map(Trial::id)
                .collect(Collectors.toSet());
        List<String> before = ResultsCsv.finishedIds(files.results());
        List<String> lost = before.stream().filter(id -> !done.contains(id)).toList();
        if (!lost.isEmpty()) {
            throw new StorageException(
                    "%s: has trials that are not there any more, found %d of its %d finished ones, without %s. %s"
                            .formatted(
                                    files.results(),
                                    before.size() - lost.size(),
                                    before.size(),
                                    lost.get(0),
                                    "Collect by the spec it was made by, bring its runs back, or move the file away."));
        }
    }

    private SweepResult.Row row(Trial trial) {
        TrialOutcome outcome = outcomes.apply(trial);
        OptionalDouble objective =
                outcome.isRanked() ? OptionalDouble.of(outcome.best().value(spec.objective())) : OptionalDouble.empty();
        return new SweepResult.Row(
                trial.id(),
                trial.point().byPath(spec.parameters()),
                trial.seed(),
                outcome.status().label(),
                objective);
    }

    private SweepResult.Counts counts(List<Trial> trials) {
        int[] counts = new int[TrialOutcome.Status.values().length];
        trials.forEach(trial -> counts[outcomes.apply(trial).status().ordinal()]++);
        return new SweepResult.Counts(
                trials.size(),
                counts[TrialOutcome.Status.COMPLETED.ordinal()],
                counts[TrialOutcome.Status.PRUNED.ordinal()],
                counts[TrialOutcome.Status.DIVERGED.ordinal()] + counts[TrialOutcome.Status.FAILED.ordinal()],
                counts[TrialOutcome.Status.PENDING.ordinal()]);
    }

    /**
     * Each trial counts by itself, so that what the seed does is not taken for what a parameter does. Where some were
     * pruned, all are compared after the fewest epochs that any was given, those whose patience had ended by then as they were:
     * those trained for longer are the best of them, and would say little about the rest.
     */
    private Importance importance(Function<Trial, Path> directories) {
        List<Trial> ranked = trials().stream()
                .filter(trial -> outcomes.apply(trial).isRanked())
                .toList();
        OptionalInt budget = ranked.stream()
                .map(outcomes)
                .filter(outcome -> outcome.status() == TrialOutcome.Status.PRUNED)
                .mapToInt(TrialOutcome::budget)
                .min();
        List<Importance.Scored> scored = new ArrayList<>();
        for (Trial trial : ranked) {
            Optional<TrialOutcome> outcome = budget.isEmpty()
                    ? Optional.of(outcomes.apply(trial))
                    : TrialOutcome.read(
                            directories.apply(trial),
                            budget.getAsInt(),
                            spec.config(trial.point(), trial.repeat()).training());
            outcome.ifPresent(o ->
                    scored.add(new Importance.Scored(trial.point(), o.best().value(spec.objective()))));
        }
        return Importance.of(spec.parameters(), scored, budget, spec.objective()::toMinimise);
    }

    private SweepResult.Winner winner(Candidate best, Function<Trial, Path> directories) {
        List<EvaluationReport> tests = new ArrayList<>();
        for (Trial trial : best.trials()) {
            tests.add(EvaluationReport.of(
                    directories.apply(trial), Optional.empty(), EvaluationReport.Part.TEST, warning -> {}));
        }
        Sample accuracies =
                Sample.of(tests.stream().mapToDouble(EvaluationReport::accuracy).toArray());
        return new SweepResult.Winner(
                files.bestConfig().toString(),
                accuracies.mean(),
                accuracies.deviation(),
                tests.get(0).examples());
    }
}
