package mnist.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays the rounds of a search: takes the trials that are done, has the others trained, and hands back the scores. */
final class Rounds implements RoundTrainer.Control {
    private final SweepSpec spec;
    private final FinishedTrials finished;
    private final int maxFailures;
    private final SweepObserver observer;
    private final Map<Integer, TrialOutcome> outcomes = new HashMap<>();
    private final Map<Integer, Integer> trainedTo = new HashMap<>();
    private final long startNanos = System.nanoTime();
    private int expected;
    private long expectedEpochs;
    private long epochs;
    private int roundEpochs;
    private int done;
    private int found;
    private int failed;
    private int running;
    private double best = Double.NaN;

    /** @param maxFailures after how many failed trials no more are begun */
    Rounds(SweepSpec spec, FinishedTrials finished, int maxFailures, SweepObserver observer) {
        this.spec = spec;
        this.finished = finished;
        this.maxFailures = maxFailures;
        this.observer = observer;
    }

    /** Plays to the end, or until it is stopped, or a round has trials that were not trained. */
    void play(Search search, RoundTrainer trainer) {
        expected = search.expected().trainings();
        expectedEpochs = search.expected().epochs();
        Ranking ranking = new Ranking(spec, this::outcome);
        Optional<Search.Round> round = search.next(ranking::score);
        while (round.isPresent() && play(round.get(), trainer)) {
            round = search.next(ranking::score);
        }
    }

    private boolean play(Search.Round round, RoundTrainer trainer) {
        List<Trial> trials = round.candidates().stream()
                .flatMap(candidate -> candidate.trials().stream())
                .toList();
        roundEpochs = round.epochs();
        // What a trial came to after fewer epochs says nothing of this round.
        trials.forEach(trial -> put(trial, TrialOutcome.PENDING));
        List<Trial> missing = new ArrayList<>();
        for (Trial trial : trials) {
            Optional<TrialOutcome> outcome = finished.find(trial, round.epochs());
            outcome.ifPresent(before -> end(trial, before, true));
            if (outcome.isEmpty()) {
                missing.add(trial);
            }
        }
        trainer.train(missing, round.epochs(), this);
        return trials.stream().noneMatch(trial -> outcome(trial).status() == TrialOutcome.Status.PENDING);
    }

    @Override
    public boolean stopRequested() {
        return observer.stopRequested();
    }

    @Override
    public synchronized void warn(String warning) {
        observer.warned(warning);
    }

    @Override
    public synchronized boolean isOver() {
        return observer.stopRequested() || failed >= maxFailures;
    }

    @Override
    public synchronized boolean begin(Trial trial) {
        if (isOver()) {
            return false;
        }
        running++;
        observer.trialStarted(progress());
        return true;
    }

    private synchronized void put(Trial trial, TrialOutcome outcome) {
        outcomes.put(trial.number(), outcome);
    }

    @Override
    public void end(Trial trial, TrialOutcome outcome) {
        end(trial, outcome, false);
    }

    private synchronized void end(Trial trial, TrialOutcome outcome, boolean wasFound) {
        put(trial, outcome);
        running -= wasFound ? 0 : 1;
        if (outcome.status() != TrialOutcome.Status.PENDING) {
            done++;
            found += wasFound ? 1 : 0;
            failed += outcome.isFailure() ? 1 : 0;
            countEpochs(trial, wasFound);
            noteBest(outcome);
            observer.trialFinished(trial, outcome, progress());
        }
    }

    /** Those of a trial that failed, too: it is not trained any further. */
    private void countEpochs(Trial trial, boolean wasFound) {
        int reached = Math.min(roundEpochs, trial.epochs());
        Integer before = trainedTo.put(trial.number(), reached);
        int trained = reached - (before == null ? 0 : before);
        epochs += wasFound ? 0 : trained;
        expectedEpochs -= trained;
    }

    private void noteBest(TrialOutcome outcome) {
        if (outcome.isRanked()) {
            double value = outcome.best().value(spec.objective());
            boolean beaten =
                    spec.objective().toMinimise(value) < spec.objective().toMinimise(best);
            best = Double.isNaN(best) || beaten ? value : best;
        }
    }

    private SweepObserver.Progress progress() {
        return new SweepObserver.Progress(
                done, found, failed, running, Math.max(expected, done), best, epochs, Math.max(0, expectedEpochs));
    }

    /** Returns how long ago they began. */
    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Returns how a trial did, so far. */
    synchronized TrialOutcome outcome(Trial trial) {
        return outcomes.getOrDefault(trial.number(), TrialOutcome.PENDING);
    }
}
