package mnist.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays the rounds of a search: looks which trials are done, trains the others side by side, and hands back the scores. */
final class Rounds {
    private final SweepSpec spec;
    private final SweepOptions options;
    private final TrialRunner runner;
    private final SweepObserver observer;
    private final Map<Integer, TrialOutcome> outcomes = new HashMap<>();
    private int expected;
    private int done;
    private int found;
    private int failed;
    private int running;
    private double best = Double.NaN;

    Rounds(SweepSpec spec, SweepOptions options, TrialRunner runner, SweepObserver observer) {
        this.spec = spec;
        this.options = options;
        this.runner = runner;
        this.observer = observer;
    }

    /** Plays to the end, or until it is stopped; returns the outcome of each trial by its number. */
    Map<Integer, TrialOutcome> play(Search search) {
        expected = search.expectedTrainings();
        ExecutorService threads = Executors.newFixedThreadPool(options.jobs());
        try {
            Optional<Search.Round> round = search.next(this::score);
            while (round.isPresent() && play(round.get(), threads)) {
                round = search.next(this::score);
            }
        } finally {
            threads.shutdownNow();
        }
        return outcomes;
    }

    private boolean play(Search.Round round, ExecutorService threads) {
        List<Future<?>> trainings = new ArrayList<>();
        for (Candidate candidate : round.candidates()) {
            for (Trial trial : candidate.trials()) {
                trainings.add(threads.submit(() -> play(trial, round.epochs())));
            }
        }
        for (Future<?> training : trainings) {
            await(training);
        }
        return round.candidates().stream()
                .flatMap(candidate -> candidate.trials().stream())
                .noneMatch(trial -> outcome(trial).status() == TrialOutcome.Status.PENDING);
    }

    private void play(Trial trial, int epochs) {
        Optional<TrialOutcome> before = runner.find(trial, epochs);
        if (before.isPresent()) {
            finished(trial, before.get(), true);
        } else if (mayBegin()) {
            TrialOutcome outcome = runner.train(trial, epochs, observer::stopRequested);
            finished(trial, outcome, false);
        } else {
            put(trial, TrialOutcome.PENDING);
        }
    }

    private synchronized boolean mayBegin() {
        if (observer.stopRequested() || failed >= options.maxFailures()) {
            return false;
        }
        running++;
        observer.trialStarted(progress());
        return true;
    }

    private synchronized void put(Trial trial, TrialOutcome outcome) {
        outcomes.put(trial.number(), outcome);
    }

    private synchronized void finished(Trial trial, TrialOutcome outcome, boolean wasFound) {
        put(trial, outcome);
        running -= wasFound ? 0 : 1;
        if (outcome.status() != TrialOutcome.Status.PENDING) {
            done++;
            found += wasFound ? 1 : 0;
            failed += outcome.isFailure() ? 1 : 0;
            noteBest(outcome);
            observer.trialFinished(trial, outcome, progress());
        }
    }

    private void noteBest(TrialOutcome outcome) {
        if (outcome.isRanked()) {
            double value = outcome.best().value(spec.objective());
            Objective objective = spec.objective();
            best = Double.isNaN(best) || objective.toMinimise(value) < objective.toMinimise(best) ? value : best;
        }
    }

    private SweepObserver.Progress progress() {
        return new SweepObserver.Progress(done, found, failed, running, Math.max(expected, done), best);
    }

    private OptionalDouble score(Candidate candidate) {
        return Ranking.mean(spec, candidate, this::outcome).stream()
                .map(spec.objective()::toMinimise)
                .findFirst();
    }

    private synchronized TrialOutcome outcome(Trial trial) {
        return outcomes.getOrDefault(trial.number(), TrialOutcome.PENDING);
    }

    private static void await(Future<?> training) {
        try {
            training.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial's failure is its outcome", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts a sweep", e);
        }
    }
}
